"""Ends with 0 when the web server on this machine answers that it is well."""

import http.client
import os
import sys

HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()


def main() -> int:
    server = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        server.request("GET", "/healthz", headers={"Host": HOST})
        return 0 if server.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
