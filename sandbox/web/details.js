/** What a developer wants to know about a message, behind a small button. */
import { copyButton, h, icon } from './dom.js';
import { fullTime } from './format.js';
import { popover } from './popover.js';

/** A button and the panel it opens beside the message. */
export function messageDetails(message) {
	return popover({
		className: 'more',
		label: 'Message details',
		content: icon('info'),
		fill: () => rows(message),
	});
}

/** Ids carry a button that copies them: a node's recall or download asks for them. */
function rows(message) {
	const { sessionWebhookExpiredTime: until } = message;
	const facts = [
		['Message id', message.id],
		['Preview title', message.kind === 'text' ? undefined : message.content.title],
		['processQueryKey', message.processQueryKey],
		['Task Id', message.taskId],
		['messageId', message.messageId],
		['openDingId', message.openDingId],
		['downloadCode', message.downloadCode],
		['Session webhook', message.sessionWebhook],
		['Answer until', until && fullTime(until)],
		...message.mediaIds.map((mediaId) => ['mediaId', mediaId]),
		['msgUuid', message.msgUuid],
		['Read by', message.readBy.slice(0, 20).join(', ') || undefined],
		['Time', fullTime(message.time)],
	].filter(([, value]) => value);
	return h(
		'dl',
		{},
		facts.map(([name, value]) => [
			h('dt', {}, name),
			h(
				'dd',
				{},
				h('code', {}, value),
				/Key|Code|Id|webhook/.test(name) && copyButton(value, name),
			),
		]),
	);
}
