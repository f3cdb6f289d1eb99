/** Which addresses from a message the page follows. Everything else stays text. */

const MEDIA_ROOT = '/_sandbox/media/';
const DATA_IMAGE = /^data:image\/(png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]+$/i;

/** The address if it is http or https, else nothing. Never lets javascript: or data: through. */
export function safeLink(url) {
	if (typeof url !== 'string' || !/^https?:\/\//i.test(url.trim())) return undefined;
	try {
		return new URL(url.trim()).href;
	} catch {
		return undefined;
	}
}

/** The address of a media id's bytes in the sandbox. */
export function mediaPath(mediaId) {
	return MEDIA_ROOT + encodeURIComponent(mediaId);
}

/** What an <img> may load: http(s), a data image, or sandbox media (id or path). */
export function imageSource(reference) {
	if (typeof reference !== 'string' || reference === '') return undefined;
	const value = reference.trim();
	if (/^[@$]/.test(value)) return mediaPath(value);
	if (value.startsWith(MEDIA_ROOT)) return value;
	if (DATA_IMAGE.test(value)) return value;
	return safeLink(value);
}

/** The part of an address a person reads: its host. */
export function hostOf(url) {
	const link = safeLink(url);
	return link ? new URL(link).host : '';
}

/** Attributes of a link that leaves the page. */
export function outside(url) {
	return { href: url, target: '_blank', rel: 'noopener noreferrer' };
}
