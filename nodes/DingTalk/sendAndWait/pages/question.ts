import { ANSWERED } from '../waiting/answer';
import type { Question } from '../waiting/question';
import type { Link, Wait } from '../waiting/wait';
import type { Attempt } from './fields';
import { fieldsOf } from './fields';
import type { Markup } from './markup';
import { markup } from './markup';
import { messageOf } from './message';
import { page } from './page';
import type { Texts } from './texts';
import { timeIn } from './texts';

/**
 * The page that asks. Whoever opens it decides nothing: its form, sent to its own address, does.
 *
 * @param attempt an answer that could not be taken
 */
export function questionPage(texts: Texts, wait: Wait, link: Link, attempt?: Attempt): string {
	const { question, message, until, timeZone } = wait;
	const { heading, text, form, hint } = partsOf(texts, question, message, link, attempt);
	return page(
		texts,
		heading,
		messageOf(text),
		// Without an action it goes to the page's own address, signature included.
		markup`<form method="post"><input type="hidden" name="${ANSWERED.name}" value="${ANSWERED.value}">${form}</form>`,
		markup`<p class="faint">${hint}</p>`,
		markup`<p class="faint">${until === undefined ? undefined : texts.openUntil(timeIn(texts, until, timeZone))}</p>`,
		markup`<p class="faint">${texts.holder}</p>`,
	);
}

interface Parts {
	heading: string;
	text: string;
	form: Markup;
	hint: string;
}

function partsOf(
	texts: Texts,
	question: Question,
	message: string,
	link: Link,
	attempt?: Attempt,
): Parts {
	if (question.kind === 'approval') {
		const { approveLabel, declineLabel } = question;
		const isDeclined = link.approved === false;
		const other = declineLabel === undefined ? '' : ` ${texts.otherButton}`;
		return {
			heading: texts.title,
			text: message,
			form: isDeclined
				? markup`<button class="decline">${declineLabel}</button>`
				: markup`<button>${approveLabel}</button>`,
			hint: texts.nothingYet + other,
		};
	}
	const { title, description, buttonLabel, fields } = question;
	return {
		heading: title ?? texts.title,
		text: description ?? message,
		form: markup`${fieldsOf(texts, fields, attempt)}<button>${buttonLabel ?? texts.submit}</button>`,
		hint: texts.nothingYet,
	};
}
