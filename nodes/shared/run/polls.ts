import type { IDataObject } from 'n8n-workflow';

/** Static data of polls under way. */
const underWay = new WeakSet<IDataObject>();

/**
 * One poll of a node: n8n starts the next one even while one is not done, and it then gives way.
 *
 * @returns null where another one is under way
 */
export async function unlessUnderWay<T>(
	staticData: IDataObject,
	poll: () => Promise<T>,
): Promise<T | null> {
	if (underWay.has(staticData)) return null;
	underWay.add(staticData);
	try {
		return await poll();
	} finally {
		underWay.delete(staticData);
	}
}
