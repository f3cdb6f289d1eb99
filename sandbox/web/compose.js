/** The box under a one-to-one chat: say something to the robot as that person. */
import { h, icon } from './dom.js';
import { sandboxCall } from './store.js';

const MAX_HEIGHT_PX = 140;

/** A form; Enter sends, Shift+Enter makes a new line, the clip sends a file. */
export function composeBox(person) {
	const label = `Write to the robot as ${person.name}`;
	const text = h('textarea', { rows: '1', placeholder: label, 'aria-label': label });
	const file = h('input', { type: 'file', hidden: true });
	const attach = h(
		'button',
		{ type: 'button', class: 'ghost attach', 'aria-label': 'Send a file', title: 'Send a file' },
		icon('paperclip'),
	);
	const button = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
	const problem = h('p', { class: 'problem', role: 'alert' });
	const form = h('form', { class: 'compose' }, attach, file, text, button, problem);
	const send = createSend(person, problem);
	const fit = () => {
		text.style.height = 'auto';
		text.style.height = `${Math.min(text.scrollHeight, MAX_HEIGHT_PX)}px`;
	};
	text.addEventListener('input', fit);
	text.addEventListener('keydown', (event) => {
		// While an input method composes Chinese, Enter chooses a word.
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		form.requestSubmit();
	});
	form.addEventListener('submit', async (event) => {
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
	return form;
}

/** Posts as the person; true when the sandbox took it, else the reason is shown. */
function createSend({ userId }, problem) {
	return async (message) => {
		try {
			await sandboxCall('POST', 'messages/toRobot', { userId, ...message });
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
