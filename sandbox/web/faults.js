/** The faults panel: refuse, delay or cut the next calls of an endpoint. */
import { fill, h, icon } from './dom.js';
import { act, createDialog } from './dialogs.js';
import { sandboxCall } from './store.js';

/** What any endpoint of a host may answer, beside its own documented errors. */
const GENERAL = {
	api: [
		{ http: 401, code: 'InvalidAuthentication' },
		{ http: 403, code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
		{ http: 500, code: 'system.error' },
		{ http: 503, code: 'ServiceUnavailable' },
	],
	oapi: [
		{ errcode: 40014, message: 'bad access token' },
		{ errcode: 90018, message: 'too many calls' },
		{ errcode: -1, message: 'system busy' },
	],
};

/** A dialog with `open`; `update` follows the store. */
export function createFaults(store, say) {
	const endpoints = new Map();
	const list = h('ul', { class: 'plain faults' });
	const form = createForm(endpoints, (rule) =>
		act(() => sandboxCall('POST', 'faults', rule), 'Fault added', say),
	);
	const clearAll = () => act(() => sandboxCall('DELETE', 'faults'), 'No more faults', say);
	const clear = h('button', { type: 'button', onclick: clearAll }, 'Clear all');
	const head = h('div', { class: 'row between' }, h('h3', {}, 'Active faults'), clear);
	const dialog = createDialog('Faults on demand', form, head, list);

	async function open() {
		dialog.showModal();
		if (endpoints.size > 0) return;
		try {
			const all = await sandboxCall('GET', 'endpoints');
			for (const endpoint of all) endpoints.set(endpoint.id, endpoint);
		} catch (error) {
			say(`The list of endpoints did not come: ${error.message}`);
		}
		form.dispatchEvent(new Event('endpoints'));
	}

	function update() {
		const rules = store.state?.faults ?? [];
		const signature = JSON.stringify(rules);
		if (signature === list.signature) return;
		list.signature = signature;
		clear.disabled = rules.length === 0;
		const none = h('li', { class: 'hint' }, 'None: every call gets its real answer.');
		fill(list, rules.length === 0 ? none : rules.map(drawRule));
	}
	return { dialog, open, update };
}

function field(label, input, hint) {
	return h('label', { class: 'field' }, h('span', {}, label), input, hint && h('small', {}, hint));
}

function createForm(endpoints, add) {
	const id = h('select', { name: 'id' });
	const answer = h('select', { name: 'answer' });
	const own = ownCode();
	const submit = h('button', { type: 'submit', class: 'primary' }, icon('bolt'), 'Add fault');
	const form = h(
		'form',
		{ class: 'fault-form' },
		field('Endpoint', id),
		field('Times', number('times', { min: '1', value: '1', placeholder: 'no end' })),
		field('Answer', answer),
		field('Delay, ms', number('delayMs', { min: '0', step: '100', placeholder: '0' })),
		own,
		submit,
	);
	const toggleOwn = () => (own.hidden = answer.value !== 'own');
	const drawAnswers = () => {
		fill(answer, answersFor(endpoints.get(id.value)));
		toggleOwn();
	};
	form.addEventListener('endpoints', () => {
		const ids = [...endpoints.keys()].sort().map((one) => h('option', {}, one));
		fill(id, h('option', { value: '' }, 'Any endpoint'), ids);
		drawAnswers();
	});
	id.addEventListener('change', drawAnswers);
	answer.addEventListener('change', toggleOwn);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		add(toRule(Object.fromEntries(new FormData(form))));
	});
	return form;
}

const number = (name, attributes) => h('input', { name, type: 'number', ...attributes });

function ownCode() {
	const input = h('input', { name: 'own', placeholder: '310000 or Forbidden.AccessDenied' });
	const hint =
		'A number answers as OAPI (HTTP 200 with errcode), a word as API (HTTP 400 with code).';
	return field('Code', input, hint);
}

/** Options: what its host answers anywhere, the rest, then the endpoint's documented errors. */
function answersFor(endpoint) {
	const hosts = endpoint ? [endpoint.host] : ['api', 'oapi'];
	const groups = [
		...hosts.map((host) => [`Any call to ${host}.dingtalk.com`, GENERAL[host]]),
		['Documented for this endpoint', endpoint?.errors ?? []],
	];
	return [
		groups
			.filter(([, errors]) => errors.length > 0)
			.map(([label, errors]) => h('optgroup', { label }, errors.map(errorOption))),
		h('option', { value: 'cut' }, 'Cut the connection'),
		h('option', { value: 'none' }, 'The real answer, after the delay'),
		h('option', { value: 'own' }, 'Another code …'),
	];
}

function errorOption(error) {
	const { errcode, http, code, message } = error;
	const name = errcode === undefined ? `${http} ${code}` : `errcode ${errcode}`;
	return h('option', { value: JSON.stringify(error) }, message ? `${name} – ${message}` : name);
}

function toRule({ id, times, answer, own, delayMs }) {
	return {
		match: id === '' ? {} : { id },
		...(Number(times) > 0 && { times: Number(times) }),
		...(Number(delayMs) > 0 && { delayMs: Number(delayMs) }),
		...toAnswer(answer, own.trim()),
	};
}

function toAnswer(choice, own) {
	if (choice === 'none') return {};
	if (choice === 'cut') return { cut: true };
	const {
		errcode,
		http,
		code,
		message = 'fault on demand',
	} = choice === 'own' ? ownError(own) : JSON.parse(choice);
	if (errcode !== undefined) return { answer: { body: { errcode, errmsg: message } } };
	return { answer: { status: http, body: { code, message, requestid: 'sandbox-fault' } } };
}

const ownError = (text) =>
	/^-?\d+$/.test(text) ? { errcode: Number(text) } : { http: 400, code: text || 'sandbox.fault' };

function drawRule(rule) {
	const { match, times, answer, delayMs, cut, afterCalls } = rule;
	const where = match.id ?? match.path ?? 'any endpoint';
	const body = answer?.body ?? {};
	const what = [
		cut && 'cut the connection',
		answer && `answer ${answer.status ?? 200} ${body.errcode ?? body.code ?? ''}`,
		delayMs && `wait ${delayMs} ms`,
		afterCalls && `after ${afterCalls} calls`,
	].filter(Boolean);
	const often = times === undefined ? 'every time' : times === 1 ? 'once' : `${times} times`;
	return h(
		'li',
		{},
		h('code', {}, match.method && `${match.method} `, where),
		h('span', {}, what.join(', ')),
		h('small', {}, often),
	);
}
