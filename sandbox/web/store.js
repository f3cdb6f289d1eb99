/**
 * What the page knows: the sandbox's state and journal, kept live over a socket.
 * connecting → live when the socket opens; live → waiting when it closes;
 * waiting → live after a pause of 0.5 s, doubled up to 10 s. Each opening brings the whole state.
 */

/** Older calls are in `GET /_sandbox/journal`. */
export const CALLS_KEPT = 1000;
/** As many as the sandbox puts into the state it pushes. */
export const MESSAGES_KEPT = 500;
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 10_000;

/** Calls the sandbox's own routes; refuses with the text of the answer. */
export async function sandboxCall(method, path, body) {
	const response = await fetch(`/_sandbox/${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw Object.assign(new Error(text.slice(0, 300)), { status: response.status });
	return text === '' ? undefined : JSON.parse(text);
}

/** A live copy of the sandbox; `onChange` is called at most once per frame. */
export function createStore(onChange) {
	const store = {
		state: undefined,
		calls: [],
		connection: 'connecting',
		nowMs: () => Date.now(),
	};
	let isPlanned = false;
	const run = () => {
		isPlanned = false;
		onChange(store);
	};
	const changed = () => {
		if (isPlanned) return;
		isPlanned = true;
		// A hidden page gets no frames, but its title should still count what is new.
		if (document.hidden) setTimeout(run, 200);
		else requestAnimationFrame(run);
	};
	connect(store, changed);
	return store;
}

function connect(store, changed) {
	let pauseMs = FIRST_PAUSE_MS;
	const open = () => {
		const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/_sandbox/live`);
		socket.addEventListener('open', () => {
			pauseMs = FIRST_PAUSE_MS;
			store.connection = 'live';
			// The sandbox may be another one than before.
			store.calls = [];
			loadCalls(store).then(changed);
			changed();
		});
		socket.addEventListener('message', ({ data }) => {
			receive(store, JSON.parse(data), changed);
			changed();
		});
		socket.addEventListener('close', () => {
			store.connection = 'waiting';
			changed();
			setTimeout(open, pauseMs * (0.8 + Math.random() * 0.4));
			pauseMs = Math.min(pauseMs * 2, LAST_PAUSE_MS);
		});
	};
	open();
}

function receive(store, event, changed) {
	if (event.type === 'state') setState(store, event.state, changed);
	else if (event.type === 'message' && store.state) putMessage(store.state.messages, event.message);
	else if (event.type === 'call') putCall(store, event.entry);
}

function setState(store, state, changed) {
	const before = store.state?.messages.length ?? 0;
	store.state = state;
	const aheadMs = state.now - Date.now();
	store.nowMs = () => Date.now() + aheadMs;
	// Only a reset takes messages away; it clears the calls too.
	if (state.messages.length < Math.min(before, MESSAGES_KEPT)) {
		store.calls = [];
		loadCalls(store).then(changed);
	}
}

/** A message that is there already was changed: recalled or read. */
function putMessage(messages, message) {
	const at = messages.findLastIndex((one) => one.id === message.id);
	if (at >= 0) messages[at] = message;
	else messages.push(message);
	if (messages.length > MESSAGES_KEPT) messages.splice(0, messages.length - MESSAGES_KEPT);
}

function putCall(store, entry) {
	// Numbers start again after a reset.
	if (entry.n <= (store.calls.at(-1)?.n ?? 0)) store.calls = [];
	store.calls.push(entry);
	if (store.calls.length > CALLS_KEPT) store.calls.shift();
}

/** Loads the calls so far; those that arrived over the socket meanwhile are kept once. */
async function loadCalls(store) {
	try {
		const loaded = await sandboxCall('GET', 'journal');
		const lastLoaded = loaded.at(-1)?.n ?? 0;
		const newer = store.calls.filter((entry) => entry.n > lastLoaded);
		store.calls = [...loaded, ...newer].slice(-CALLS_KEPT);
	} catch {
		/* Only the list of earlier calls is lost; new ones come over the socket. */
	}
}
