"""A small news site on loopback, scripted route by route."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCE = "Sở Xây dựng tỉnh đã tổ chức hội nghị triển khai công tác quý ba và nghe báo cáo của các phòng. "


def piece(title: str, *, head: str = "") -> bytes:
    """A page with a title, a main text, and menus around it."""
    body = f"<h1>{title}</h1><p>{SENTENCE * 4}</p><p>{title}. {SENTENCE * 4}</p>"
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Trang chủ</a></nav><article>{body}</article></body></html>"
    ).encode()


def rss(*links: str, extra: str = "") -> bytes:
    items = "".join(f"<item><title>Tin {link}</title><link>{link}</link></item>" for link in links)
    channel = f"<channel><title>Báo Thử</title>{items}{extra}</channel>"
    return f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>".encode()


def sitemap(*links: str) -> bytes:
    urls = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()


@dataclass
class Reply:
    """What a route answers; ``bites`` are written one by one, with ``pause`` seconds between."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    cut: bool = False
    """Whether the connection ends before the promised length."""


Route = Reply | Callable[["Site", "BaseHTTPRequestHandler"], Reply]


@dataclass
class Site:
    """Routes by path; requests are noted with their headers."""

    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def pages(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            route = site.routes.get(self.path, Reply(status=404))
            reply = route if isinstance(route, Reply) else route(site, self)
            self.send_response(reply.status)
            headers = {"Content-Type": "text/html", "Content-Length": str(len(reply.body) + 99 * reply.cut)}
            for name, value in (headers | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._write(reply)
            except OSError:
                self.close_connection = True
            if reply.cut:
                self.close_connection = True

        def _write(self, reply: Reply) -> None:
            if not reply.pause:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if site.ended.wait(reply.pause):
                    return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
