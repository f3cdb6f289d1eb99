import type { INodeTypeDescription } from 'n8n-workflow';

const WHILE_BUILDING =
	"<b>While building your workflow</b>, click the 'execute step' button, then write to the robot, press a card's button or let the event happen. This triggers one execution, which shows up in this editor. An active trigger of the same app gets the same push, as long as it runs in the same process of n8n.";
const NOT_HERE =
	"These executions show up in the <a data-key='executions'>executions list</a>, but not in the editor.";

/** What n8n says while it waits for a push. */
export const texts: Pick<
	INodeTypeDescription,
	'triggerPanel' | 'eventTriggerDescription' | 'activationMessage'
> = {
	eventTriggerDescription: 'Waiting for DingTalk to push something',
	activationMessage:
		'Your workflow is now connected to DingTalk, and starts with each push that fits the filters.',
	triggerPanel: {
		header: 'Wait for a push from DingTalk',
		executionsHelp: {
			inactive: `${WHILE_BUILDING}<br /> <br /><b>Once you're happy with your workflow</b>, publish it. Then each push triggers an execution. ${NOT_HERE}`,
			active: `${WHILE_BUILDING}<br /> <br /><b>Your workflow also executes automatically</b>, since it's active. ${NOT_HERE}`,
		},
		activationHint:
			'Once you’ve finished building your workflow, publish it to have it listen all the time (you just won’t see those executions here).',
	},
};
