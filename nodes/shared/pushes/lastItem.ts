import type { IDataObject, IRun } from 'n8n-workflow';

/** The first item that the workflow's last node put out; undefined when it failed, waits, or put out none. */
export function lastItemOf(run: IRun): IDataObject | undefined {
	if (!hasSucceeded(run)) return undefined;
	const { runData, lastNodeExecuted = '' } = run.data.resultData;
	const outputs = runData[lastNodeExecuted]?.at(-1)?.data?.main ?? [];
	return outputs.find((items) => items && items.length > 0)?.[0].json;
}

/**
 * Whether n8n kept the results to itself: in queue mode the trigger's process hears which node was the last,
 * but nothing of what it put out.
 */
export function lacksRunData(run: IRun): boolean {
	const { runData, lastNodeExecuted } = run.data.resultData;
	return hasSucceeded(run) && lastNodeExecuted !== undefined && !(lastNodeExecuted in runData);
}

// Older n8n versions have `finished` only.
const hasSucceeded = ({ status, finished }: IRun): boolean =>
	status === undefined ? finished === true : status === 'success';
