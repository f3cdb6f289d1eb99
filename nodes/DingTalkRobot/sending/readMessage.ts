import type { ItemReader } from '../../shared/params/params';
import type { RobotMessage } from './robotParts';

/** What one item's parameters say; without a key of its own, the message gets one. */
export type ReadMessage = (
	read: ItemReader,
) => Omit<RobotMessage, 'msgUuid'> & { msgUuid: string | undefined };
