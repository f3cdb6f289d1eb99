import { Markup, markup } from './markup';
import { STYLE, STYLE_HASH } from './style';
import type { Texts } from './texts';

/** Nothing may be loaded, run or framed, and the form goes to its own address. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'`;

/**
 * What goes along with every page. The page says its policy itself too, since n8n puts its own in the place of
 * ours where it answers for us. Only DingTalk's own client may frame a page; whether
 * its client for PCs does so is [unverified].
 */
export const HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `${POLICY}; frame-ancestors https://*.dingtalk.com; sandbox allow-forms`,
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
	'X-Robots-Tag': 'noindex, nofollow, noarchive',
	'X-Content-Type-Options': 'nosniff',
};

/** A whole page. Its title tells nothing of the question: link previews show it. */
export const page = ({ locale, title }: Texts, heading: string, ...content: Markup[]): string =>
	markup`<!doctype html>
		<html lang="${locale}">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="referrer" content="no-referrer" />
				<meta name="robots" content="noindex, nofollow" />
				<title>${title}</title>
				<style>${new Markup(STYLE)}</style>
			</head>
			<body>
				<main>
					<h1>${heading}</h1>
					${content}
				</main>
			</body>
		</html>`.text;
