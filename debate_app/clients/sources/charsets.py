"""From bytes to text, whatever encoding is claimed: a claim is never obeyed against what the bytes are."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_BYTES = 2_048
_FALLBACK = "cp1252"
# What pages are written in (WHATWG's names for it), and nothing else that Python calls a codec.
_CODECS = {
    "utf-8": ("utf-8", "utf8"),
    "utf-16-le": ("utf-16", "utf-16le"),
    "utf-16-be": ("utf-16be",),
    _FALLBACK: ("iso-8859-1", "iso8859-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252"),
    "cp1250": ("windows-1250", "cp1250"),
    "cp1251": ("windows-1251", "cp1251"),
    "cp1253": ("windows-1253", "cp1253"),
    "cp1254": ("windows-1254", "cp1254", "iso-8859-9", "latin5"),
    "cp1255": ("windows-1255", "cp1255"),
    "cp1256": ("windows-1256", "cp1256"),
    "cp1257": ("windows-1257", "cp1257"),
    "cp1258": ("windows-1258", "cp1258"),
    "cp874": ("windows-874", "tis-620", "iso-8859-11"),
    "iso8859-2": ("iso-8859-2", "latin2"),
    "iso8859-4": ("iso-8859-4",),
    "iso8859-5": ("iso-8859-5",),
    "iso8859-6": ("iso-8859-6",),
    "iso8859-7": ("iso-8859-7",),
    "iso8859-8": ("iso-8859-8", "iso-8859-8-i"),
    "iso8859-13": ("iso-8859-13",),
    "iso8859-15": ("iso-8859-15",),
    "koi8-r": ("koi8-r",),
    "koi8-u": ("koi8-u",),
    "gb18030": ("gb2312", "gbk", "gb18030", "x-gbk"),
    "big5hkscs": ("big5", "big5-hkscs"),
    "euc-jp": ("euc-jp", "x-euc-jp"),
    "cp932": ("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"),
    "iso2022-jp": ("iso-2022-jp",),
    "cp949": ("euc-kr", "ks_c_5601-1987", "windows-949"),
}
_BY_LABEL = {label: codec for codec, labels in _CODECS.items() for label in labels}


def text(data: bytes, claimed: str) -> str:
    """``data`` as text. Its mark says best what it is; then that it is valid UTF-8; then what header or page claim."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if told := _as_utf8(data):
        return told
    meta = _META.search(data, 0, _META_BYTES)
    labels = (claimed.lower(), meta[1].decode().lower().replace("utf-16", "utf-8") if meta else "")
    codec = next((_BY_LABEL[label] for label in labels if label in _BY_LABEL), _FALLBACK)
    return data.decode(codec, "replace")


def _as_utf8(data: bytes) -> str | None:
    """The text, if it is valid and more than ASCII, which says nothing; a character cut off at the end is left out."""
    try:
        told = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None
    return None if told.isascii() else told
