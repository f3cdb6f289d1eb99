/** What a test file may change in its worker's realm, and how it is put back. */

const globals = new Map();
const listeners = new Map();

// Where `expect` keeps its matchers; jest fills it anew for each file, over what is there.
const MATCHERS = Symbol.for('$$jest-matchers-object');

/** Does something whose new globals and process listeners are there to stay. */
function keepGlobals(action) {
	const keys = new Set(Reflect.ownKeys(globalThis));
	const before = listenersNow();
	const result = action();
	for (const key of Reflect.ownKeys(globalThis)) {
		if (!keys.has(key)) globals.set(key, Object.getOwnPropertyDescriptor(globalThis, key));
	}
	for (const [event, now] of listenersNow()) {
		const known = before.get(event) ?? new Set();
		for (const listener of now) if (!known.has(listener)) listenersOf(event).add(listener);
	}
	return result;
}

/** Remembers globals, environment, folder and process listeners; the function it returns puts them back. */
function rememberRealm() {
	for (const key of Reflect.ownKeys(globalThis)) {
		globals.set(key, Object.getOwnPropertyDescriptor(globalThis, key));
	}
	for (const [event, now] of listenersNow()) listeners.set(event, now);
	const { exit, getBuiltinModule } = process;
	const environment = { ...process.env };
	const folder = process.cwd();
	return () => {
		Object.assign(process, { exit, getBuiltinModule });
		putBackListeners();
		putBackGlobals();
		putBackMatchers();
		for (const name of Object.keys(process.env)) {
			if (!(name in environment)) delete process.env[name];
		}
		Object.assign(process.env, environment);
		if (process.cwd() !== folder) process.chdir(folder);
	};
}

function putBackGlobals() {
	for (const key of Reflect.ownKeys(globalThis)) {
		const before = globals.get(key);
		const now = Object.getOwnPropertyDescriptor(globalThis, key);
		if (before === undefined) {
			// What cannot be deleted is there to stay, e.g. undici's dispatcher.
			if (now.configurable) delete globalThis[key];
		} else if (now.value !== before.value || now.get !== before.get) {
			Object.defineProperty(globalThis, key, before);
		}
	}
	for (const [key, before] of globals) {
		if (!Object.hasOwn(globalThis, key)) Object.defineProperty(globalThis, key, before);
	}
}

/** Takes off what the file added; for "exit" it is the end of the process, so its clean-up is run. */
function putBackListeners() {
	for (const [event, now] of listenersNow()) {
		for (const listener of now) {
			if (listenersOf(event).has(listener)) continue;
			process.removeListener(event, listener);
			if (event === 'exit') listener.call(process, 0);
		}
	}
}

function putBackMatchers() {
	const expectState = globalThis[MATCHERS];
	if (expectState === undefined) return;
	expectState.customEqualityTesters.length = 0;
	for (const name of Object.keys(expectState.matchers)) delete expectState.matchers[name];
}

function listenersOf(event) {
	if (!listeners.has(event)) listeners.set(event, new Set());
	return listeners.get(event);
}

function listenersNow() {
	return new Map(
		process.eventNames().map((event) => [event, new Set(process.rawListeners(event))]),
	);
}

module.exports = { keepGlobals, rememberRealm };
