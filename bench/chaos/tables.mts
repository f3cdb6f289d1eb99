import type { Row } from '../report.mts';
import { seconds } from '../report.mts';
import type { ChaosResult, MemorySample } from './chaos.mts';
import type { Kill } from './kill.mts';
import type { Verdict } from './verdict.mts';

/** Share of the pushes to its process after which n8n has warmed up: caches are full, code is compiled. */
const WARM_UP_SHARE = 0.2;
/** What the heap may grow by from then to the end: n8n keeps some records of its own about executions. */
const MAX_GROWTH_MB = 12;
const FIRST_PROBLEMS = 10;

const thousands = (value: number): string => value.toLocaleString('en');

/** The counts of a run, with what has to hold. */
export function toRows({ verdict, faults, pauses, kills, memory, ms }: ChaosResult): Row[] {
	const { pushed, acknowledged, lost, problems } = verdict;
	const all = pushed.message + pushed.event;
	const forced = Object.values(faults).reduce((sum, count) => sum + count, 0);
	const lostCount = Object.values(lost).reduce((sum, { count }) => sum + count, 0);
	const lostStarted = Object.values(lost).reduce((sum, { started }) => sum + started, 0);
	const kinds = Object.entries(faults).map(([kind, count]) => `${kind} ${count}`);
	return [
		{
			what: 'pushes',
			measured: thousands(all),
			beside: `${thousands(pushed.event)} events, ${thousands(pushed.message)} messages, in ${seconds(ms)}`,
		},
		{ what: 'faults', measured: String(forced), beside: kinds.join(', ') },
		...killRows(kills, verdict),
		{
			what: 'acknowledged',
			measured: thousands(acknowledged),
			beside: `${thousands(verdict.pushedAgain)} only after being pushed again`,
		},
		{
			what: 'messages that DingTalk does not push again',
			measured: thousands(lostCount),
			beside: `${Object.entries(lost)
				.map(([reason, { count }]) => `${reason} ${count}`)
				.join(', ')}; n8n had got ${lostStarted} of them`,
		},
		{
			what: 'executions',
			measured: thousands(verdict.executions),
			beside: `${thousands(verdict.exactlyOnce)} pushes started exactly one`,
		},
		{
			what: 'acknowledged and not started, started twice, started wrongly, failed',
			measured: String(problems.length),
			target: '0',
			isMet: problems.length === 0,
			beside: problems.slice(0, FIRST_PROBLEMS).join('; '),
		},
		...pauseRows(pauses),
		...memoryRows(memory),
	];
}

function killRows(kills: readonly Kill[], verdict: Verdict): Row[] {
	if (kills.length === 0) return [];
	const stored = kills.map((kill) => `${kill.stored} stored, ${kill.acknowledged} acknowledged`);
	const at = kills.map((kill) => new Date(kill.at).toISOString());
	const away = kills.map(({ awayMs }) => seconds(awayMs));
	const { eventsLost, doubled, crashed, messagesCutOff } = verdict;
	return [
		{
			what: 'n8n killed (kill −9), each time in a burst of 60 events and 10 messages',
			measured: String(kills.length),
			beside: `when it was killed: ${stored.join('; ')}; connected again after ${away.join(', ')}; at ${at.join(', ')}`,
		},
		{
			what: 'events acknowledged and lost; pushes that started two executions',
			measured: `${eventsLost}; ${doubled}`,
			target: '0; 0',
			isMet: eventsLost === 0 && doubled === 0,
		},
		{
			what: 'executions that n8n was killed in: it lists them as crashed, and does not run them again',
			measured: String(crashed),
		},
		{
			what: 'messages acknowledged in the minute before a kill that started nothing: DingTalk sends them once',
			measured: String(messagesCutOff),
		},
	];
}

function pauseRows(pauses: readonly number[][]): Row[] {
	return pauses.map((one, index) => ({
		what: `outage ${index + 1} of the lone app: pauses before each attempt`,
		measured: one.map((ms) => (ms / 1000).toFixed(1)).join(', '),
		target: '1 → 60 s, jittered',
		isMet: one.every(isAsPromised),
		beside: 's',
	}));
}

/** Between a half and the whole of 1, 2, 4 … 60 s; the calls themselves take a moment. */
function isAsPromised(ms: number, index: number): boolean {
	const whole = Math.min(60_000, 1000 * 2 ** index);
	return ms >= whole * 0.4 && ms <= whole + 1500;
}

function memoryRows(memory: readonly MemorySample[]): Row[] {
	const end = memory.at(-1);
	// A process that was started again is another one.
	const life = memory.filter(({ kills }) => kills === end?.kills);
	const from = life[0]?.pushes ?? 0;
	const warmAt = from + ((end?.pushes ?? 0) - from) * WARM_UP_SHARE;
	const warm = life.find(({ pushes }) => pushes >= warmAt);
	if (end === undefined || warm === undefined || warm === end) return [];
	const growth = end.heapMb - warm.heapMb;
	const resident = memory.slice(memory.indexOf(warm)).map(({ residentMb = 0 }) => residentMb);
	const [least, most] = [Math.min(...resident), Math.max(...resident)];
	return [
		{
			what: 'n8n’s heap after garbage collection, from warm to end',
			measured: `${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB`,
			target: `< ${MAX_GROWTH_MB} MB`,
			isMet: growth < MAX_GROWTH_MB,
			beside: `${warm.heapMb.toFixed(1)} MB after ${thousands(warm.pushes)} pushes, ${end.heapMb.toFixed(1)} MB after ${thousands(end.pushes)}`,
		},
		{
			what: 'n8n’s resident memory, from warm to end',
			measured: `${least.toFixed(0)}–${most.toFixed(0)} MB`,
			beside: `${resident.length} samples, ${resident[0].toFixed(0)} MB at first, ${resident.at(-1)?.toFixed(0)} MB at last`,
		},
	];
}
