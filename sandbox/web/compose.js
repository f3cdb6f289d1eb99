/** The box under a chat: say something to the robot as a person. */
import { fill, h, icon } from './dom.js';
import { sandboxCall } from './store.js';

const MAX_HEIGHT_PX = 140;

/** What the text in the box becomes. */
const KINDS = [
	['text', 'Text'],
	['richText', 'Rich text'],
	['quote', 'Quoting the last message'],
	['chatRecord', 'Forward of the last messages'],
	['outsider', 'Text by an outsider'],
	['unknownMsgType', 'Sticker'],
	['quota', 'Over quota'],
];

/**
 * A form; Enter sends, Shift+Enter makes a new line, the clip sends a file. In a group one chooses
 * as whom; `update` follows its members.
 */
export function composeBox(openConversationId) {
	const text = h('textarea', { rows: '1' });
	const who = h('select', { class: 'as', 'aria-label': 'Write as', hidden: !openConversationId });
	const kind = kindSelect(openConversationId !== undefined);
	// Of a group only texts and pictures reach a robot.
	const accept = openConversationId ? 'image/*' : null;
	const file = h('input', { type: 'file', hidden: true, accept, multiple: true });
	const clip = openConversationId ? 'Send a picture' : 'Send a file';
	const hint = openConversationId
		? clip
		: `${clip}; a voice message takes the text as its transcript`;
	const attach = h(
		'button',
		{ type: 'button', class: 'ghost attach', 'aria-label': clip, title: hint },
		icon('paperclip'),
	);
	const button = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
	const problem = h('p', { class: 'problem', role: 'alert' });
	const parts = h('div', { class: 'parts', role: 'list', 'aria-label': 'Pictures to send' });
	const choices = h('div', { class: 'compose-as' }, who, kind);
	const line = [choices, attach, file, text, button];
	const element = h('form', { class: 'compose' }, parts, line, problem);
	const send = createSend(() => who.value, openConversationId, problem);
	listen({ element, text, kind, attach, file, parts, send });
	who.addEventListener('change', () => setLabel(text, who));
	return { element, update: (people) => setPeople(text, who, people) };
}

function kindSelect(isGroup) {
	// An outsider's own chat with the robot is on nobody's page.
	const kinds = KINDS.filter(([value]) => isGroup || value !== 'outsider');
	return h(
		'select',
		{ class: 'kind', 'aria-label': 'Kind of message', title: 'What the text is sent as' },
		kinds.map(([value, label]) => h('option', { value }, label)),
	);
}

function setPeople(text, who, people) {
	const before = who.value;
	fill(
		who,
		people.map(({ userId, name }) => h('option', { value: userId }, name)),
	);
	if (people.some(({ userId }) => userId === before)) who.value = before;
	setLabel(text, who);
}

function setLabel(text, who) {
	const label = `Write to the robot as ${who.selectedOptions[0]?.textContent ?? ''}`;
	// In a group the choice beside it says as whom.
	text.placeholder = who.hidden ? label : 'Write to the robot';
	text.setAttribute('aria-label', label);
}

function listen({ element, text, kind, attach, file, parts, send }) {
	const pictures = [];
	const fit = () => {
		text.style.height = 'auto';
		text.style.height = `${Math.min(text.scrollHeight, MAX_HEIGHT_PX)}px`;
	};
	const clear = () => {
		text.value = '';
		pictures.length = 0;
		drawPictures(parts, pictures);
		fit();
	};
	text.addEventListener('input', fit);
	text.addEventListener('keydown', (event) => {
		// While an input method composes Chinese, Enter chooses a word.
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		element.requestSubmit();
	});
	element.addEventListener('submit', async (event) => {
		event.preventDefault();
		const message = messageOf(kind.value, text.value, pictures);
		if (message && (await send(message))) clear();
	});
	attach.addEventListener('click', () => file.click());
	file.addEventListener('change', async () => {
		const isRich = kind.value === 'richText';
		for (const one of file.files) {
			const message = await fileMessage(one);
			if (isRich) pictures.push(message);
			else await sendFile(message, text, send, clear);
		}
		file.value = '';
		drawPictures(parts, pictures);
	});
}

/** What the box says, as the chosen kind; nothing when it says nothing. */
function messageOf(kind, content, pictures) {
	if (kind === 'unknownMsgType') return { msgtype: kind };
	if (kind === 'chatRecord') return { msgtype: kind, forwards: 'last' };
	const words = content.trim() !== '';
	if (kind === 'richText') {
		const richText = [
			...(words ? richParts(content) : []),
			...pictures.map((picture) => ({ ...picture, type: 'picture' })),
		];
		return richText.length > 0 ? { msgtype: kind, richText } : undefined;
	}
	if (!words) return undefined;
	return { msgtype: 'text', text: { content }, ...EXTRAS[kind] };
}

/** What a kind adds to a text. */
const EXTRAS = {
	quote: { quotes: 'last' },
	outsider: { outsider: { name: 'Guest of another company' } },
	quota: { quotaExceeded: true },
};

/** Words, and links out of `[words](https://…)`. */
function richParts(content) {
	return content.split(/(\[[^\]]+\]\(https?:[^)\s]+\))/).flatMap((part) => {
		const [, text, url] = /^\[([^\]]+)\]\((https?:[^)\s]+)\)$/.exec(part) ?? [];
		if (url) return [{ type: 'link', text, url }];
		return part === '' ? [] : [{ text: part }];
	});
}

async function sendFile(message, text, send, clear) {
	const recognition = message.msgtype === 'audio' ? text.value.trim() : '';
	const isSent = await send(recognition ? { ...message, recognition } : message);
	if (isSent && recognition) clear();
}

function drawPictures(root, pictures) {
	fill(
		root,
		pictures.map(({ fileName }) => h('span', { class: 'badge', role: 'listitem' }, fileName)),
	);
}

/** Posts as the person; true when the sandbox took it, else the reason is shown. */
function createSend(userIdNow, openConversationId, problem) {
	return async (message) => {
		try {
			const target = openConversationId ? { openConversationId } : {};
			await sandboxCall('POST', 'messages/toRobot', { userId: userIdNow(), ...target, ...message });
			problem.replaceChildren();
			return true;
		} catch (error) {
			problem.replaceChildren(error.message);
			return false;
		}
	};
}

const FILE_KINDS = { image: 'picture', audio: 'audio', video: 'video' };

async function fileMessage(file) {
	const contentBase64 = await new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.addEventListener('load', () => resolve(reader.result.replace(/^.*?,/, '')));
		reader.addEventListener('error', () => reject(reader.error));
		reader.readAsDataURL(file);
	});
	const mimeType = file.type || 'application/octet-stream';
	const msgtype = FILE_KINDS[mimeType.split('/')[0]] ?? 'file';
	return { msgtype, fileName: file.name, mimeType, contentBase64 };
}
