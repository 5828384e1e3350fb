// The words of the editor in Vietnamese; in English they are YASGUI's own, but for a few that say it plainer.

const WORDS = {
  vi: {
    Query: "Truy vấn",
    Queries: "Các truy vấn",
    Row: "Dòng",
    line: "dòng",
    column: "cột",
    "The query cannot be run": "Truy vấn không chạy được",
    "The query took too long": "Truy vấn chạy quá lâu",
    "Too much memory": "Truy vấn cần quá nhiều bộ nhớ",
    "The result is too large": "Kết quả quá lớn",
    "The server is busy": "Máy chủ đang bận",
    "SERVICE is not allowed": "Không được dùng SERVICE",
    "Another server did not answer": "Máy chủ khác không trả lời",
    "Try query in a new browser window": "Chạy truy vấn trong cửa sổ mới",
    Table: "Bảng",
    Chart: "Biểu đồ",
    Response: "Nguyên văn",
    Boolean: "Có hay không",
    Error: "Lỗi",
    Results: "Kết quả",
    Value: "Giá trị",
    "Simple view": "Gọn",
    Ellipse: "Rút ngắn",
    "Filter query results": "Lọc kết quả",
    "Page size:": "Số dòng mỗi trang:",
    All: "Tất cả",
    "Run query": "Chạy truy vấn",
    "Share query": "Chia sẻ truy vấn",
    "Add tab": "Thêm thẻ",
    "Add a new tab": "Thêm thẻ",
    "Close tab": "Đóng thẻ",
    "Open settings": "Mở tùy chọn",
    "Close settings": "Đóng tùy chọn",
    "Download Results": "Tải kết quả về",
    "Download result": "Tải kết quả về",
    "Download all": "Tải về tất cả",
    "Request method": "Cách gửi",
    "Accept Headers": "Dạng kết quả",
    Arguments: "Tham số",
    "Header Arguments": "Tiêu đề HTTP",
    "Default Graphs": "Đồ thị mặc định",
    "Named Graphs": "Đồ thị có tên",
    "Shows Table view": "Xem dạng bảng",
    "Shows Response view": "Xem nguyên văn",
    "Shows Chart view": "Xem dạng biểu đồ",
    "No data available in table": "Không có dòng nào",
    "No matching records found": "Không có dòng nào khớp",
    "Rename Tab": "Đổi tên thẻ",
    "Copy Tab": "Sao thẻ",
    "Close other tabs": "Đóng các thẻ khác",
    "Re-open previous tab": "Mở lại thẻ vừa đóng",
    "Bars show": "Độ dài cột theo",
    Empty: "Trống",
  },
  en: { Ellipse: "Shorten", "Simple view": "Compact" },
};
const PATTERNS = {
  vi: [
    [/^(\d+) results? in ([\d.]+) seconds?$/, "$1 kết quả trong $2 giây"],
    [/^Response in ([\d.]+) seconds?$/, "Trả lời trong $1 giây"],
    [/^Showing (\d+) to (\d+) of ([\d,]+) entries$/, "Dòng $1 đến $2 trong $3"],
    [/^Query (\d+)$/, "Truy vấn $1"],
  ],
  en: [],
};
const language = document.documentElement.lang === "en" ? "en" : "vi";

/** A text of the editor in the language of the page; itself where it needs none. */
export function say(text) {
  const word = WORDS[language][text];
  if (word !== undefined) return word;
  for (const [pattern, told] of PATTERNS[language]) if (pattern.test(text)) return text.replace(pattern, told);
  return text;
}
