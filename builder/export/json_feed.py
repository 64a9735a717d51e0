"""A feed, as JSON Feed 1.1 (jsonfeed.org)."""

import json

from builder.export.atom import WITHDRAWN, Feed, Item
from builder.export.days import instant
from builder.model.characters import normalised
from builder.settings import Settings

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, settings: Settings) -> str:
    """The feed as JSON. Its addresses must be absolute: without the site's own it has none."""
    site = {"home_page_url": settings.addresses.of("index.md"), "feed_url": settings.addresses.of(feed.path)}
    written = {
        "version": VERSION,
        "title": normalised(feed.title),
        **(site if settings.site_url else {}),
        "authors": [{"name": normalised(settings.site_name)}],
        "language": settings.language,
        "items": [_item(item, settings) for item in feed.items],
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _item(item: Item, settings: Settings) -> dict[str, object]:
    return {
        "id": item.id,
        **({"url": item.href} if settings.site_url else {}),
        "title": normalised(item.title),
        "content_text": normalised(item.text),
        **({"date_published": instant(item.published)} if item.published else {}),
        "date_modified": instant(item.day),
        **({"tags": [WITHDRAWN]} if item.withdrawn else {}),
    }
