import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** What a poll found, and what the next one has to know. */
export interface Polled<M> {
	items: INodeExecutionData[];
	memory: M;
}

const KEY = 'memory';

/** Static data of polls under way: n8n starts the next one even while one is not done. */
const underWay = new WeakSet<IDataObject>();

/**
 * A poll, with what the last one left in the node's static data. The memory changes at the very end, and n8n stores it
 * together with the items: a poll that fails leaves it as it was, and the next one finds the same again. While one is
 * under way, another one finds nothing.
 *
 * @param poll `before` is undefined at first, and never to be changed
 */
export async function pollOnce<M extends object>(
	context: Pick<IPollFunctions, 'getWorkflowStaticData'>,
	poll: (before: M | undefined) => Promise<Polled<M>>,
): Promise<INodeExecutionData[][] | null> {
	const staticData = context.getWorkflowStaticData('node');
	if (underWay.has(staticData)) return null;
	underWay.add(staticData);
	try {
		const { items, memory } = await poll(staticData[KEY] as unknown as M | undefined);
		staticData[KEY] = memory as unknown as IDataObject;
		return items.length > 0 ? [items] : null;
	} finally {
		underWay.delete(staticData);
	}
}
