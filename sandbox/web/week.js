/** Days and weeks of the calendar, in the time of the browser. */

const DAY_MS = 86_400_000;

/** Midnight of the Monday of a moment's week. */
export function mondayOf(ms) {
	const at = new Date(ms);
	at.setHours(0, 0, 0, 0);
	at.setDate(at.getDate() - ((at.getDay() + 6) % 7));
	return at.getTime();
}

/** Midnight some days later; a day is not always 24 hours long. */
export function daysLater(ms, days) {
	const at = new Date(ms);
	at.setDate(at.getDate() + days);
	return at.getTime();
}

/** `2027-03-01` of a moment. */
export function isoDay(ms) {
	const at = new Date(ms);
	const pad = (number) => String(number).padStart(2, '0');
	return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** `Mon 1 Mar`. */
export function dayTitle(ms) {
	const options = { weekday: 'short', day: 'numeric', month: 'short' };
	return new Date(ms).toLocaleDateString('en-GB', options).replace(',', '');
}

/** `1 – 7 March 2027`. */
export function weekTitle(monday) {
	const sunday = new Date(daysLater(monday, 6));
	const first = new Date(monday);
	const isOneMonth = first.getMonth() === sunday.getMonth();
	const start = first.toLocaleDateString('en-GB', {
		day: 'numeric',
		...(isOneMonth ? {} : { month: 'short' }),
	});
	const end = sunday.toLocaleDateString('en-GB', {
		day: 'numeric',
		month: isOneMonth ? 'long' : 'short',
		year: 'numeric',
	});
	return `${start} – ${end}`;
}

/** What of an agenda lies in the day that begins at `midnight`, whole days first. */
export function itemsOfDay(agenda, midnight) {
	const day = isoDay(midnight);
	const next = daysLater(midnight, 1);
	const isIn = ({ days, start, end }) =>
		days ? days.first <= day && day <= days.last : start < next && end > midnight;
	return agenda
		.filter(isIn)
		.sort((a, b) => Number(b.isAllDay) - Number(a.isAllDay) || a.start - b.start);
}

/** The value of a `datetime-local` field. */
export function fieldTime(ms) {
	return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The next full hour. */
export function nextHour(ms) {
	return Math.ceil(ms / (DAY_MS / 24)) * (DAY_MS / 24);
}
