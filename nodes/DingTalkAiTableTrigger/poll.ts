import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { columnsOf } from '../shared/aiTable/columns';
import type { WireRecord } from '../shared/aiTable/record';
import { toItem } from '../shared/aiTable/record';
import type { Table, TableInput } from '../shared/aiTable/table';
import { resolveTable } from '../shared/aiTable/table';
import { createDirectory } from '../shared/contacts/resolve';
import type { Clock } from '../shared/run/clock';
import { HOUR_MS } from '../shared/run/durations';
import { pollOnce } from '../shared/run/polls';
import { createApi } from '../shared/transport/api';
import type { ChangeMemory, Happening } from './changes';
import { remember } from './changes';
import { authorOf, kindOf } from './moments';
import type { Memory } from './pollState';
import type { Poll } from './read';
import { readHappened, readSome } from './read';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';

/**
 * How far back a watch begins: the clocks of n8n and DingTalk may differ. What is in the table then is no news
 * all the same, for it is read.
 */
const CLOCKS_DIFFER_MS = HOUR_MS;

const SAMPLE_SIZE = 3;

/**
 * What happened in the table since the last poll.
 *
 * @throws InputError for a faulty form; NodeApiError when DingTalk refuses
 */
export async function pollAiTable(
	context: IPollFunctions,
	clock: Clock,
): Promise<INodeExecutionData[][] | null> {
	const api = await createApi(context);
	const directory = createDirectory(api);
	const settings = readSettings(context, { api, directory });
	const { input, triggerOn } = settings;
	const now = clock.now();
	if (context.getMode() === 'manual') {
		const where = await resolveTable({ api, directory }, input);
		return [await sampleOf(context, { api, directory, settings, where, now })];
	}
	return await pollOnce<Memory>(context, async (memory) => {
		const named = wordsOf(input);
		const isKnown = memory?.table.named === named;
		const where = isKnown ? memory.table : await resolveTable({ api, directory }, input);
		const poll = { api, directory, settings, where, now };
		const watched = watchedIn(settings, where);
		const isFirst = memory?.watched !== watched;
		const before = isFirst ? beginning(poll) : memory.changes;
		const happened = await readHappened(poll, before);
		const wanted = isFirst ? [] : happened.filter(({ record }) => isWanted(poll, record));
		const items = await toItems(poll, wanted, before);
		const until = triggerOn === 'dateReached' ? now : undefined;
		const changes = remember(before, happened, until);
		return { items, memory: { table: { ...where, named }, watched, changes } };
	});
}

const wordsOf = ({ base, table, operator }: TableInput): string =>
	JSON.stringify([base, table, operator.by, operator.value]);

const watchedIn = ({ triggerOn, dateColumn }: TriggerSettings, { baseId, table }: Table): string =>
	JSON.stringify([baseId, table, triggerOn, dateColumn]);

function beginning({ settings, now }: Poll): ChangeMemory {
	const from = settings.triggerOn === 'dateReached' ? now : now - CLOCKS_DIFFER_MS;
	return { floor: from, mark: from, told: {} };
}

const isWanted = ({ settings, where }: Poll, record: WireRecord): boolean =>
	!settings.ignoresOperator || authorOf(settings.triggerOn, record) !== where.operatorId;

async function toItems(
	{ api, settings, where }: Poll,
	happened: readonly Happening[],
	before: ChangeMemory,
): Promise<INodeExecutionData[]> {
	const { isSimple, timeZone, triggerOn } = settings;
	const columns = isSimple && happened.length > 0 ? await columnsOf(api, where) : [];
	return happened.map(({ id, record }) => {
		const shown: IDataObject = isSimple ? toItem(record, columns, timeZone) : { ...record };
		return { json: { ...shown, kind: kindOf(triggerOn, { id, record }, before) } };
	});
}

async function sampleOf(context: IPollFunctions, poll: Poll): Promise<INodeExecutionData[]> {
	const some = await readSome(poll, SAMPLE_SIZE);
	if (some.length > 0) return await toItems(poll, some, { floor: 0, mark: 0, told: {} });
	throw new NodeOperationError(context.getNode(), 'There is no record to show', {
		description:
			'A test shows records of the table as a sample, and none of its first hundred is one that the trigger would tell. Add or change one in DingTalk and test again',
		level: 'warning',
	});
}
