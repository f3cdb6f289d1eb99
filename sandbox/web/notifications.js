/** DINGs, and work notifications that were accepted but never arrived. */
import { h, icon } from './dom.js';
import { linkify } from './inline.js';

const REMIND = { app: 'in the app', sms: 'by SMS', call: 'by phone call' };

/** A DING: what it says, and how it reaches the person. */
export function dingBody({ content }, { mentions }) {
	const how = REMIND[content.remind] ?? REMIND.app;
	return h(
		'div',
		{ class: 'bubble ding' },
		h('p', { class: 'ding-head' }, icon('bell'), h('b', {}, 'DING'), how),
		h('p', { class: 'text' }, linkify(String(content.text ?? ''), mentions.decorate)),
	);
}

const REASONS = {
	143103: 'too many people in a minute',
	143105: 'too many for this person today',
	143106: 'the same content again today',
	failed: 'sending failed',
};

/** The line in the chat of somebody who did not get a work notification. */
export function droppedLine({ code }) {
	const reason = REASONS[code] ?? 'refused';
	const number = code === 'failed' ? '' : ` (${code})`;
	return h(
		'p',
		{ class: 'message recalled dropped' },
		h('span', { class: 'system-line' }, `A work notification was dropped: ${reason}${number}`),
	);
}
