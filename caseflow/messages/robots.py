"""A message as the robots of 企业微信 and 钉钉 take it, and how the latter is signed.

Formats: developer.work.weixin.qq.com/document/path/91770 and
open.dingtalk.com/document/robots/customize-robot-security-settings.
"""

import base64
import hmac
import json
from datetime import datetime
from urllib.parse import quote_plus

TAKEN = 0
"""The errcode of an answer that means yes; every other one is a refusal, whatever the HTTP status says."""


def wecom(text: str, user: str) -> bytes:
    """A text that calls one person of the group."""
    return _json({"msgtype": "text", "text": {"content": text, "mentioned_list": [user]}})


def dingtalk(text: str, user: str) -> bytes:
    """A text that calls one person of the group; 钉钉 wants the name in the text as well."""
    at = {"atUserIds": [user], "isAtAll": False}
    return _json({"msgtype": "text", "text": {"content": f"{text}\n@{user}"}, "at": at})


def signed(url: str, secret: str, at: datetime) -> str:
    """The address with time and signature (HMAC-SHA256 of both under the secret, encoded once); as it is without."""
    if not secret:
        return url
    stamp = str(int(at.timestamp() * 1000))
    digest = hmac.digest(secret.encode(), f"{stamp}\n{secret}".encode(), "sha256")
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}timestamp={stamp}&sign={quote_plus(base64.b64encode(digest))}"


def refusal(body: bytes) -> int | None:
    """The errcode in an answer, None where it says nothing we understand."""
    try:
        code = json.loads(body).get("errcode")
    except (ValueError, AttributeError):
        return None
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def _json(what: object) -> bytes:
    return json.dumps(what, ensure_ascii=False).encode()
