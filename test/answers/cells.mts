import { systemClock } from '../../nodes/shared/run/clock.ts';
import { forgetTokens } from '../../nodes/shared/transport/token.ts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { sandboxCredential, SECRET } from '../helpers/appSandbox.mts';
import { runDingTalk } from '../helpers/dingTalk.mts';
import { startWitness } from '../helpers/redirector.mts';
import type { ForeignAnswer, Made } from './foreign.mts';
import { FOREIGN } from './foreign.mts';
import type { Verdict } from './judge.mts';
import { judge, judgeShape } from './judge.mts';
import type { Call, Parameters, Result, Row, World } from './row.mts';
import { oddShapes } from './shapes.mts';

/** One foreign answer to one call. */
export interface Cell extends Verdict {
	answer: string;
	/** What the table says. */
	shown: string;
}

/** What a row came to. */
export interface RowResult {
	row: Row;
	/** Answers that a call of this kind cannot have are left out. */
	cells: Cell[];
	/** So many odd shapes of the right answer were tried. */
	shapes: number;
	/** What must not be, in words. */
	problems: string[];
}

/** Which of the answers are tried on a row: all, or one in so many, beginning with another one in each row. */
export interface Sample {
	oneIn: number;
	from: number;
}

const ALL: Sample = { oneIn: 1, from: 0 };

const sampled = <T,>(all: readonly T[], { oneIn, from }: Sample): T[] =>
	all.filter((_entry, index) => (index + from) % oneIn === 0);

/** Tries foreign answers on one call, each instead of DingTalk's own. */
export async function tryRow(
	sandbox: Sandbox,
	row: Row,
	elsewhere: string,
	sample = ALL,
): Promise<RowResult> {
	sandbox.control.reset();
	const restore = withoutWaiting(sandbox);
	const ends: Array<() => Promise<void>> = [];
	const world = worldOf(sandbox, (end) => ends.push(end));
	try {
		return await tryAnswers(world, row, elsewhere, sample);
	} catch (error) {
		return { row, cells: [], shapes: 0, problems: [`${row.name}: ${String(error)}`] };
	} finally {
		for (const end of ends) await end();
		restore();
	}
}

async function tryAnswers(
	world: World,
	row: Row,
	elsewhere: string,
	sample: Sample,
): Promise<RowResult> {
	const { sandbox } = world;
	const call = await row.start(world);
	await call.before?.();
	// DingTalk's own answer has to be taken for success.
	assertDone(await call());
	const token = String(world.credentials.stored.dingTalkAppApi.accessToken);
	const secrets = [...world.secrets, token, SECRET].filter((secret) => secret !== '');
	const right = rightAnswer(sandbox, row);
	// The server of a file gets none, so that it cannot repeat it.
	const given: Made = { right, secret: row.answer === 'anyFile' ? '' : secrets[0], elsewhere };
	const cells: Cell[] = [];
	for (const foreign of sampled(FOREIGN, sample)) {
		const answer = foreign.make(given);
		if (!answer) continue;
		await call.before?.();
		const verdict = judge(row, foreign, await callWith(sandbox, row, answer, call), secrets);
		cells.push({ ...verdict, answer: foreign.name, shown: shownAs(row, verdict, foreign.name) });
	}
	const problems = cells.flatMap((cell) =>
		cell.problems.map((problem) => `${row.name}: ${cell.answer}: ${problem}`),
	);
	const shapes = sampled(oddShapes(right), sample);
	for (const { name, answer } of shapes) {
		await call.before?.();
		const found = judgeShape(await callWith(sandbox, row, answer, call), secrets);
		problems.push(...found.map((problem) => `${row.name}: ${name}: ${problem}`));
	}
	return { row, cells, shapes: shapes.length, problems };
}

function shownAs(row: Row, { outcome, problems }: Verdict, answer: string): string {
	const isEmpty = row.answer === 'nothing' && (answer === 'empty' || answer === '{}');
	const shown = isEmpty && outcome === 'done' ? 'empty success' : outcome;
	return problems.length > 0 ? `**${shown}**` : shown;
}

/** Tries many rows in a sandbox of their own. */
export async function tryAll(
	rows: readonly Row[],
	begins: (row: Row) => void,
): Promise<RowResult[]> {
	const sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
	const elsewhere = await startWitness();
	const results: RowResult[] = [];
	for (const row of rows) {
		begins(row);
		const result = await tryRow(sandbox, row, elsewhere.url);
		if (elsewhere.requests.splice(0).length > 0)
			result.problems.push(`${row.name}: a redirect was followed`);
		results.push(result);
	}
	await elsewhere.close();
	await sandbox.close();
	return results;
}

async function callWith(
	{ control }: Sandbox,
	{ endpoint }: Row,
	answer: ForeignAnswer,
	call: Call,
): Promise<Result> {
	const match = endpoint.startsWith('/') ? { path: endpoint } : { id: endpoint };
	const before = answered(control, endpoint);
	control.addFault({ match, answer });
	const result = await call();
	control.clearFaults();
	if (answered(control, endpoint) === before) throw new Error(`${endpoint} was not called`);
	return result;
}

/** How often a call was answered so far, of a path with `*` all calls. */
const answered = (control: Sandbox['control'], endpoint: string): number =>
	Object.entries(control.counts())
		.filter(([id]) => endpoint.startsWith('/') || id.replace('refused:', '') === endpoint)
		.reduce((sum, [, count]) => sum + count, 0);

/** What the sandbox answered to the row's call. */
function rightAnswer({ control }: Sandbox, { endpoint }: Row): unknown {
	const isIts = ({ id, path }: { id: string; path: string }) =>
		endpoint.startsWith('/') ? path.startsWith(endpoint.slice(0, -1)) : id === endpoint;
	const entry = control
		.journal()
		.filter((call) => isIts(call) && call.status === 200)
		.at(-1);
	if (!entry) throw new Error(`${endpoint} was not called`);
	return entry.answer === '' ? {} : entry.answer;
}

function assertDone({ error }: Pick<Result, 'error'>): void {
	if (error) throw new Error(`${error.message}: ${String(error.description)}`);
}

function worldOf(sandbox: Sandbox, atEnd: World['atEnd']): World {
	forgetTokens();
	const credentials = sandboxCredential(sandbox, {
		operatorId: 'zhangwei',
		agentId: '1001',
		callsPerSecond: 100_000,
	});
	return {
		sandbox,
		credentials,
		secrets: [],
		atEnd,
		async run(given, input) {
			const parameters = given as Parameters;
			const { items, error } = await runDingTalk({ parameters, input, credentials });
			assertDone({ error });
			return items.map(({ json }) => json);
		},
	};
}

/** Lets waits take no time, here and in the sandbox; the returned function ends that. */
function withoutWaiting({ control }: Sandbox): () => void {
	const { now, sleep } = systemClock;
	let ahead = 0;
	systemClock.now = () => now() + ahead;
	systemClock.sleep = async (ms) => {
		if (ms <= 0) return;
		ahead += Math.ceil(ms);
		control.advanceClock(Math.ceil(ms));
	};
	return () => Object.assign(systemClock, { now, sleep });
}
