/** How times, sizes and names read on the page. */

const pad = (number) => String(number).padStart(2, '0');
const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** `14:05`. */
export function clockTime(ms, withSeconds = false) {
	const at = new Date(ms);
	const minutes = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
	return withSeconds ? `${minutes}:${pad(at.getSeconds())}` : minutes;
}

/** `Today`, `Yesterday` or `Mon 3 Mar 2025`, seen from the sandbox clock. */
export function dayName(ms, now) {
	const at = new Date(ms);
	if (sameDay(at, new Date(now))) return 'Today';
	if (sameDay(at, new Date(now - 86_400_000))) return 'Yesterday';
	return at.toLocaleDateString('en-GB', {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		year: 'numeric',
	});
}

/** Short enough for a list: the time today, else the day. */
export function listTime(ms, now) {
	const at = new Date(ms);
	if (sameDay(at, new Date(now))) return clockTime(ms);
	return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

/** `3 Mar 2025, 14:05:09`. */
export function fullTime(ms) {
	const at = new Date(ms);
	const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
	return `${day}, ${clockTime(ms, true)}`;
}

/** `345 B`, `12.3 KB`, `4.0 MB`. */
export function fileSize(bytes) {
	if (bytes === undefined) return '';
	if (bytes < 1024) return `${bytes} B`;
	if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** `0:09` or `12:30`. */
export function duration(ms) {
	const seconds = Math.max(0, Math.round((ms ?? 0) / 1000));
	return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
}

/** The last two characters of a Chinese name, else initials, as the DingTalk client does. */
export function initials(name) {
	const han = [...name].filter((character) => /\p{Script=Han}/u.test(character));
	if (han.length > 0 && /^\p{Script=Han}+$/u.test(name)) return han.slice(-2).join('');
	const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
	return (
		words
			.slice(0, 2)
			.map((word) => [...word][0].toUpperCase())
			.join('') || '?'
	);
}

/** A steady number 0–7 for a name: picks the avatar colour. */
export function hue(name) {
	let sum = 0;
	for (const character of name) sum = (sum * 31 + character.codePointAt(0)) % 9973;
	return sum % 8;
}
