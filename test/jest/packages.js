/** State of the packages that test files share. Whatever must not pass from file to file is reset here. */

const http = require('node:http');
const https = require('node:https');
const { createRequire } = require('node:module');
const { Socket } = require('node:net');
const path = require('node:path');
const { sampled } = require('./fastCheck.js');

// nock patches Node's own http and sockets when it is first loaded: once per worker, whatever the files do.
const nock = require('nock').default;
nock.restore();

const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\]|::1)(:\d+)?$/;

// Where nock is not in use, nothing but this keeps a test from the network.
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
	const host = hostOf(args);
	if (nock.isActive() || host === undefined || LOCAL.test(host)) return connect.apply(this, args);
	// Not at once: whoever connects listens for errors afterwards.
	process.nextTick(() => this.destroy(new Error(`An unplanned connection to ${host}`)));
	return this;
};

/** Where a socket is to connect to; undefined for a path. */
function hostOf([to, host]) {
	// `net.connect` hands its words on as a list.
	const options = Array.isArray(to) ? to[0] : to;
	if (typeof options !== 'object') return typeof host === 'string' ? host : 'localhost';
	return options.path === undefined ? (options.host ?? 'localhost') : undefined;
}

// n8n gives a value 250 ms to match, measured by a thread for each; on a busy machine that is over before it began.
const REGEX = {
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`)),
	],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
};

// n8n-core gives agents and defaults of its own to the axios it loads: the official client must not get that one.
const WITH_OWN_AXIOS = 'dingtalk-stream';
const AXIOS = path.join('node_modules', 'axios', path.sep);

/** By folder and name. */
const loadedPackages = new Map();

/** A package that a module of the same folder has loaded before. */
function loadedPackage(from, name) {
	return loadedPackages.get(`${path.dirname(from)}\0${name}`);
}

/** A package as Node loads it, the first time; from then on the same one. */
function loadPackage(from, name) {
	const exported = name === 'nock' ? NOCK : load(from, name);
	if (name === 'n8n-workflow') exported.setSafeRegexEngine(REGEX);
	if (name === 'n8n-core' && process.env.N8N_LOG_LEVEL === 'silent') silence();
	const shared = name === 'fast-check' ? sampled(exported) : exported;
	loadedPackages.set(`${path.dirname(from)}\0${name}`, shared);
	return shared;
}

/** n8n looks up in the stack who writes a line, for a log too that nobody reads. */
function silence() {
	const core = require.resolve('n8n-core');
	require(require.resolve('@n8n/backend-common', { paths: [core] })).Logger.prototype.log =
		() => {};
}

function load(from, name) {
	const requireFrom = createRequire(from);
	if (name !== WITH_OWN_AXIOS || requireFrom.resolve(name) in require.cache)
		return requireFrom(name);
	const others = takeFromCache(AXIOS);
	const exported = requireFrom(name);
	takeFromCache(AXIOS);
	Object.assign(require.cache, others);
	return exported;
}

/** Takes what is below a folder out of Node's module cache. */
function takeFromCache(folder) {
	const taken = Object.entries(require.cache).filter(([file]) => file.includes(folder));
	for (const [file] of taken) delete require.cache[file];
	return Object.fromEntries(taken);
}

/** Brings every shared package into the state in which a file finds it. */
function resetPackages() {
	resetNock();
	resetN8n();
	closeSockets();
}

/** What files import: many only share a helper with others that plan calls. */
const NOCK = {
	__esModule: true,
	get default() {
		useNock();
		return nock;
	},
};

let isNockInUse = false;

/** Nock is in use from here to the end of the file: what goes through it, to the sandbox too, costs a third more. */
function useNock() {
	if (isNockInUse) return;
	isNockInUse = true;
	nock.activate();
	// An unplanned request is a failed test; the local sandbox stays within reach.
	nock.disableNetConnect();
	nock.enableNetConnect(LOCAL);
}

function resetNock() {
	isNockInUse = false;
	nock.abortPendingRequests();
	nock.cleanAll();
	nock.emitter.removeAllListeners();
	nock.restore();
}

/** The planned requests that never came, in words; none is planned any more. */
function takePending() {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	return pending;
}

/** n8n's services are made anew when they are next asked for: settings, binary data, SSH tunnels, … */
function resetN8n() {
	const core = require.resolve('n8n-core');
	if (!(core in require.cache)) return;
	// n8n-core's own copy: other packages can hoist a different one to the root.
	require(require.resolve('@n8n/di', { paths: [core] })).Container.reset();
}

/**
 * A mocked socket is destroyed without its handle being closed and its timer cleared (@mswjs/interceptors
 * 0.45 replaces `_destroy`). Both hold what was there when the request was made: the test, its file, every
 * module of it. Node's own `_destroy` makes up for it.
 */
function closeSockets() {
	for (const { globalAgent } of [http, https]) globalAgent.destroy();
	for (const socket of process._getActiveHandles()) {
		if (!(socket instanceof Socket) || !socket.destroyed || !socket._handle) continue;
		socket.removeAllListeners();
		Object.getPrototypeOf(socket)._destroy.call(socket, null, () => undefined);
	}
}

module.exports = { loadPackage, loadedPackage, resetPackages, takePending };
