/** Forms of the sandbox as people fill them in: by label, as they go over the wire. */
export const LEAVE: Record<string, string> = {
	'请假类型 Type': '年假 Annual',
	'["开始时间","结束时间"]': '["2026-12-01","2026-12-02"]',
	'天数 Days': '2',
	'请假事由 Reason': 'Family',
};

const cell = (name: string, value: string) => ({ name, value });

export const EXPENSE: Record<string, string> = {
	'报销事由 Purpose': 'Trip',
	'费用明细 Items': JSON.stringify([
		[cell('费用说明 Item', 'Taxi'), cell('金额 Amount', '20.50')],
		[
			cell('费用说明 Item', 'Hotel'),
			cell('费用类型 Kind', '其他 Other'),
			cell('金额 Amount', '1500'),
		],
	]),
	'总金额 Total': '1520.5',
};
