import { idNumber } from '../../json.mts';
import type { Store } from '../../state/store.mts';
import type {
	ApprovalInstance,
	ApprovalTask,
	FormComponent,
	OperationRecord,
} from '../../state/types.mts';

/** A moment as approvals tell it: UTC, to the minute [unverified]. */
export const wireTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

const listOf = (text: string): string[] => JSON.parse(text) as string[];

/** Contacts, departments and approvals are told by name, with their ids beside. */
function toldValue(
	store: Store,
	{ componentName, props }: FormComponent,
	value: string,
): { value: string; ext?: unknown } {
	const key = (option: string): string => `option_${props.options?.indexOf(option)}`;
	switch (componentName) {
		case 'InnerContactField': {
			const people = listOf(value).map((emplId) => ({
				emplId,
				name: store.people.get(emplId)?.name,
				avatar: '',
				selectDeptId: '',
				selectDeptName: '',
			}));
			return { value: people.map(({ name }) => name).join(','), ext: people };
		}
		case 'DepartmentField': {
			const departments = value.split(',').map((id) => ({
				id,
				name: store.departments.get(id)?.name,
			}));
			return { value: departments.map(({ name }) => name).join(','), ext: departments };
		}
		case 'RelateField': {
			const list = listOf(value).map((procInstId) => {
				const { title, businessId } = store.approvals.instances.get(procInstId) ?? {};
				return { procInstId, title, businessId };
			});
			return { value: JSON.stringify(list.map(({ title }) => title)), ext: { list } };
		}
		case 'DDSelectField':
			return { value, ext: { label: value, key: key(value) } };
		case 'DDMultiSelectField':
			return { value, ext: listOf(value).map((label) => ({ label, key: key(label) })) };
		case 'DDAttachment':
			// Sizes come back as numbers.
			return {
				value: JSON.stringify(
					(JSON.parse(value) as Array<Record<string, string>>).map((file) => ({
						...file,
						fileSize: Number(file.fileSize),
					})),
				),
			};
		default:
			return { value };
	}
}

/** A filled table: its rows, each with the cells that were given. */
function toldRows(store: Store, table: FormComponent, rows: Array<Record<string, string>>): string {
	return JSON.stringify(
		rows.map((row, n) => ({
			rowValue: (table.children ?? [])
				.filter(({ props }) => row[props.id] !== undefined)
				.map((column) => {
					const { value, ext } = toldValue(store, column, row[column.props.id]);
					return {
						componentType: column.componentName,
						label: column.props.label,
						...(ext === undefined ? {} : { extendValue: ext }),
						value,
						key: column.props.id,
					};
				}),
			rowNumber: `${table.props.id}_${n}`,
		})),
	);
}

/** An empty table is answered as the list of its columns, as seen in public answers. */
const emptyTable = ({ children = [] }: FormComponent): string =>
	JSON.stringify(
		children.map(({ componentName, props }) => ({
			componentName,
			componentType: componentName,
			props,
		})),
	);

function formValue(store: Store, instance: ApprovalInstance, component: FormComponent) {
	const { id, label: name, bizAlias } = component.props;
	const isTable = component.componentName === 'TableField';
	const given = instance.values.find(({ componentId }) => componentId === id);
	const told = (): { value: string; ext?: unknown } => {
		if (!given) return { value: isTable ? emptyTable(component) : 'null' };
		if (!isTable) return toldValue(store, component, given.value);
		const ext = { statValue: [], componentName: 'TableField' };
		return { value: toldRows(store, component, given.rows ?? []), ext };
	};
	const { value, ext } = told();
	return {
		id,
		name,
		value,
		...(ext === undefined ? {} : { extValue: JSON.stringify(ext) }),
		componentType: component.componentName,
		...(bizAlias ? { bizAlias } : {}),
	};
}

function operationRecord(record: OperationRecord) {
	const { userId, time, type, result, remark, activityId, showName, ccUserIds, files } = record;
	return {
		userId,
		date: wireTime(time),
		type,
		result,
		...(remark === undefined ? {} : { remark }),
		...(files?.attachments.length ? { attachments: files.attachments } : {}),
		...(files?.photos.length ? { images: files.photos } : {}),
		...(ccUserIds ? { ccUserIds } : {}),
		...(activityId ? { activityId, showName } : {}),
	};
}

function task(instance: ApprovalInstance, one: ApprovalTask) {
	const { processInstanceId, businessId } = instance;
	const { taskId, userId, status, result, createdAt, finishedAt, activityId } = one;
	const url = `aflow.dingtalk.com?procInsId=${processInstanceId}&taskId=${taskId}&businessId=${businessId}`;
	return {
		taskId: idNumber(taskId),
		userId,
		status,
		result,
		createTime: wireTime(createdAt),
		...(finishedAt === undefined ? {} : { finishTime: wireTime(finishedAt) }),
		mobileUrl: url,
		pcUrl: url,
		processInstanceId,
		activityId,
		taskGroupName: one.stepName,
	};
}

/** An approval as DingTalk tells it; who started it in the root department did so in -1. */
export function instanceAnswer(store: Store, instance: ApprovalInstance) {
	const { originatorDeptId, finishedAt, tasks } = instance;
	return {
		title: instance.title,
		...(finishedAt === undefined ? {} : { finishTime: wireTime(finishedAt) }),
		originatorUserId: instance.originatorUserId,
		originatorDeptId: originatorDeptId === '1' ? '-1' : originatorDeptId,
		originatorDeptName: store.departments.get(originatorDeptId)?.name,
		status: instance.status,
		approverUserIds: [...new Set(tasks.map(({ userId }) => userId))],
		ccUserIds: instance.ccUserIds,
		result: instance.result,
		businessId: instance.businessId,
		operationRecords: instance.records.map(operationRecord),
		tasks: tasks.map((one) => task(instance, one)),
		bizAction: 'NONE',
		bizData: '',
		attachedProcessInstanceIds: [],
		formComponentValues: instance.components
			// A note holds no value.
			.filter(({ componentName }) => componentName !== 'TextNote')
			.map((component) => formValue(store, instance, component)),
		createTime: wireTime(instance.createdAt),
	};
}
