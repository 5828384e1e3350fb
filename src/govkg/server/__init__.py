"""The web application and SPARQL endpoint: HTTP in front, worker processes with limits behind."""
