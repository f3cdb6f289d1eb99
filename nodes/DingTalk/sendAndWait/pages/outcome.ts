import type { Taken } from '../waiting/taken';
import { markup } from './markup';
import { page } from './page';
import type { Texts } from './texts';
import { timeIn } from './texts';

/** Said to whoever answered. */
export const recordedPage = (texts: Texts, { label }: Taken): string =>
	page(
		texts,
		texts.recorded,
		markup`<p>${label === undefined ? undefined : texts.answerWas(label)}</p>`,
		markup`<p class="faint">${texts.closePage}</p>`,
	);

/** Said to whoever comes second: what was answered, when, and by whose link, as far as it is known. */
export const answeredPage = (texts: Texts, { at, label, by }: Taken, timeZone: string): string =>
	page(
		texts,
		texts.answered,
		markup`<p>${texts.answeredAt(timeIn(texts, at, timeZone))}</p>`,
		markup`<p>${label === undefined ? undefined : texts.answerWas(label)}</p>`,
		markup`<p>${by === undefined ? undefined : texts.answeredBy(by)}</p>`,
	);

/** Said when nobody may answer any more. */
export const expiredPage = (texts: Texts, until: number, timeZone: string): string =>
	page(texts, texts.expired, markup`<p>${texts.expiredAt(timeIn(texts, until, timeZone))}</p>`);

/** Said where the link is of an earlier question of the same execution. */
export const closedPage = (texts: Texts): string =>
	page(texts, texts.closed, markup`<p>${texts.closedWhy}</p>`);
