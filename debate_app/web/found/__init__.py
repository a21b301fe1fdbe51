"""How a debate is found and shared: what a page's head tells, sitemap, feeds, oEmbed, embedded page and picture."""
