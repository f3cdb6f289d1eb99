import { randomUUID } from 'node:crypto';
import type { Store } from '../state/store.mts';

/** What can be said of a punch; its time is Unix ms. @default now */
export interface PunchDetails {
	time?: number;
	address?: string;
	/** Away from where people work, with this reason. */
	outside?: string;
}

/** A report; what it says by the names of the fields. Times are Unix ms. */
export interface ReportDraft {
	templateName: string;
	contents: Array<{ key: string; value: string }>;
	remark?: string;
	/** @default now */
	createTime?: number;
	/** @default createTime */
	modifiedTime?: number;
}

/** The part of the control that is about work itself: what people do in DingTalk. */
export interface WorkControl {
	/** A person punches in or out. */
	punch(userId: string, details?: PunchDetails): { id: number };
	/** A person writes a report. */
	writeReport(userId: string, draft: ReportDraft): { reportId: string };
}

/** The control of attendance and reports. */
export function createWorkControl(store: Store): WorkControl {
	function assertPerson(userId: string): void {
		if (!store.people.has(userId)) throw new TypeError(`Nobody has the userId "${userId}"`);
	}
	return {
		punch(userId, { time = store.now(), address = '浙江省杭州市', outside } = {}) {
			assertPerson(userId);
			const id = 43_047_000_000 + store.nextNumber();
			store.punches.push({ id, userId, time, address, outside });
			return { id };
		},
		writeReport(userId, { templateName, contents, remark = '', createTime, modifiedTime }) {
			assertPerson(userId);
			if (!templateName || !Array.isArray(contents)) {
				throw new TypeError('Expected the name of a template, and contents');
			}
			const reportId = randomUUID().replaceAll('-', '');
			const written = createTime ?? store.now();
			store.reports.push({
				reportId,
				templateName,
				userId,
				createTime: written,
				modifiedTime: modifiedTime ?? written,
				contents,
				remark,
			});
			return { reportId };
		},
	};
}
