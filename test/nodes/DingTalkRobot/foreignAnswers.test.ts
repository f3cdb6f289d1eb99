import { DingTalkRobot } from '../../../nodes/DingTalkRobot/DingTalkRobot.node';
import { AROUND, ROBOT_OPERATIONS } from '../../helpers/everyOperation.mts';
import { testRows } from '../foreignAnswers';

it('the table has every operation of the group robot', () => {
	const { properties } = new DingTalkRobot().description;
	const field = properties.find(({ name }) => name === 'operation');
	const offered = (field?.options ?? []).map((option) => 'value' in option && option.value);
	expect(ROBOT_OPERATIONS.map(({ operation }) => operation?.replace('robot/', '')).sort()).toEqual(
		offered.sort(),
	);
});

testRows([...ROBOT_OPERATIONS, ...AROUND]);
