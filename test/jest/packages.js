/** State of the packages that test files share. Whatever must not pass from file to file is reset here. */

const http = require('node:http');
const https = require('node:https');
const { createRequire } = require('node:module');
const { Socket } = require('node:net');
const path = require('node:path');

// nock patches Node's own http when it is first loaded: once per worker, whatever the files do.
const nock = require('nock').default;

const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

// n8n-core gives agents and defaults of its own to the axios it loads: the official client must not get that one.
const WITH_OWN_AXIOS = 'dingtalk-stream';
const AXIOS = path.join('node_modules', 'axios', path.sep);

/** A package as Node loads it, the first time; from then on the same one. */
function loadPackage(from, name) {
	const load = createRequire(from);
	if (name !== WITH_OWN_AXIOS || load.resolve(name) in require.cache) return load(name);
	const others = takeFromCache(AXIOS);
	const loaded = load(name);
	takeFromCache(AXIOS);
	Object.assign(require.cache, others);
	return loaded;
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

/** An unplanned request is a failed test; the local sandbox stays within reach. */
function resetNock() {
	nock.abortPendingRequests();
	nock.cleanAll();
	nock.emitter.removeAllListeners();
	if (!nock.isActive()) nock.activate();
	nock.disableNetConnect();
	nock.enableNetConnect(LOCAL);
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

module.exports = { loadPackage, resetPackages };
