/** The box under a chat: say something to the robot as a person. */
import { fill, h, icon } from './dom.js';
import { sandboxCall } from './store.js';

const MAX_HEIGHT_PX = 140;

/**
 * A form; Enter sends, Shift+Enter makes a new line, the clip sends a file. In a group one chooses
 * as whom; `update` follows its members.
 */
export function composeBox(openConversationId) {
	const text = h('textarea', { rows: '1' });
	const who = h('select', { class: 'as', 'aria-label': 'Write as', hidden: !openConversationId });
	// Of a group only texts and pictures reach a robot.
	const accept = openConversationId ? 'image/*' : null;
	const file = h('input', { type: 'file', hidden: true, accept });
	const clip = openConversationId ? 'Send a picture' : 'Send a file';
	const attach = h(
		'button',
		{ type: 'button', class: 'ghost attach', 'aria-label': clip, title: clip },
		icon('paperclip'),
	);
	const button = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
	const problem = h('p', { class: 'problem', role: 'alert' });
	const element = h('form', { class: 'compose' }, who, attach, file, text, button, problem);
	const send = createSend(() => who.value, openConversationId, problem);
	listen({ element, text, attach, file, send });
	who.addEventListener('change', () => setLabel(text, who));
	return { element, update: (people) => setPeople(text, who, people) };
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

function listen({ element, text, attach, file, send }) {
	const fit = () => {
		text.style.height = 'auto';
		text.style.height = `${Math.min(text.scrollHeight, MAX_HEIGHT_PX)}px`;
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
		const content = text.value;
		if (content.trim() === '') return;
		if (!(await send({ msgtype: 'text', text: { content } }))) return;
		text.value = '';
		fit();
	});
	attach.addEventListener('click', () => file.click());
	file.addEventListener('change', async () => {
		for (const one of file.files) await send(await fileMessage(one));
		file.value = '';
	});
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

const KINDS = { image: 'picture', audio: 'audio', video: 'video' };

async function fileMessage(file) {
	const contentBase64 = await new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.addEventListener('load', () => resolve(reader.result.replace(/^.*?,/, '')));
		reader.addEventListener('error', () => reject(reader.error));
		reader.readAsDataURL(file);
	});
	const mimeType = file.type || 'application/octet-stream';
	const msgtype = KINDS[mimeType.split('/')[0]] ?? 'file';
	return { msgtype, fileName: file.name, mimeType, contentBase64 };
}
