import { oapiError, oapiOk } from '../../contract/answers.mts';
import type { Behaviour, World } from '../../server/call.mts';
import type { WrittenReport } from '../../state/attendance.mts';
import { DAY_MS } from '../calendar/times.mts';
import { strangerAmong } from '../contacts/users.mts';

const MAX_SPAN_MS = 180 * DAY_MS;

/** `POST /topapi/report/list`: both ends of a range count in, the newest comes first [unverified]. */
export const listReports: Behaviour = (world, request) => {
	const { endpoint, body } = request;
	const [start, end] = [body.start_time as number, body.end_time as number];
	if (end < start || end - start > MAX_SPAN_MS) {
		return oapiError(endpoint, 40035, '不合法的参数 end_time');
	}
	const userId = body.userid as string | undefined;
	const refusal = strangerAmong(world, request, userId === undefined ? [] : [userId]);
	if (refusal) return refusal;
	const changedFrom = (body.modified_start_time as number | undefined) ?? 0;
	const changedTo = (body.modified_end_time as number | undefined) ?? Infinity;
	const all = world.store.reports
		.filter(({ createTime }) => createTime >= start && createTime <= end)
		.filter(({ modifiedTime }) => modifiedTime >= changedFrom && modifiedTime <= changedTo)
		.filter((report) => userId === undefined || report.userId === userId)
		.filter(({ templateName }) => (body.template_name ?? templateName) === templateName)
		.sort((a, b) => b.createTime - a.createTime);
	const cursor = body.cursor as number;
	const size = body.size as number;
	const next = cursor + size;
	return oapiOk({
		result: {
			data_list: all.slice(cursor, next).map((report) => shapeOf(world, report)),
			has_more: next < all.length,
			...(next < all.length ? { next_cursor: next } : {}),
			size,
		},
	});
};

function shapeOf({ store }: World, report: WrittenReport) {
	const person = store.people.get(report.userId);
	return {
		report_id: report.reportId,
		template_name: report.templateName,
		creator_id: report.userId,
		creator_name: person?.name ?? '',
		dept_name: store.departments.get(person?.deptIds[0] ?? '')?.name ?? '',
		create_time: report.createTime,
		modified_time: report.modifiedTime,
		contents: report.contents.map(({ key, value }, index) => ({
			key,
			value,
			type: '1',
			sort: String(index),
		})),
		remark: report.remark,
	};
}
