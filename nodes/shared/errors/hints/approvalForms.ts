import type { Hint } from './hint';

/** Approval processes, the forms that are started with them, and the space of their files. */
export const approvalForms: readonly Hint[] = [
	{
		codes: [
			'aflowProcessCodeIsError',
			'processCodeError',
			'formNotExist',
			'processNotExist',
			'invalidProcessCode',
		],
		kind: 'notFound',
		title: 'DingTalk knows no such approval process',
		cure: "Choose it from the list again. It may have been deleted, or belong to another organisation than the credential's app",
	},
	{
		codes: ['processGetFailed'],
		kind: 'invalid',
		title: 'The approval process is switched off, or cannot be read',
		cure: "Switch it on in DingTalk's admin console of approvals, or choose another one",
	},
	{
		codes: ['needAuth', 'processSetupNoPermission'],
		kind: 'range',
		title: 'The originator may not start this approval process',
		cure: 'Add the person to those who may start it (谁可以提交) in the settings of the process, or choose another originator',
	},
	{
		codes: ['processInstanceInvalidParameter'],
		kind: 'invalid',
		title:
			'DingTalk does not take the originator, the department, an approver or somebody who gets a copy',
		cure: "The originator has to be in the department: leave 'Department' out to take one of theirs. Everybody named has to work in the organisation and be visible to the app",
	},
	{
		codes: ['processInstanceStartFailed'],
		kind: 'other',
		title: 'DingTalk could not start the approval',
		cure: 'Approval Process > Forecast tells whether its flow leads anywhere with this form. A step may have nobody who decides',
	},
	{
		codes: ['formConverterError'],
		kind: 'invalid',
		title: 'DingTalk does not take a value of the form',
		cure: 'Its words name the field. Check what it takes with Approval Process > Get Schema; the form may have changed since n8n read its fields',
	},
	{
		codes: ['illegalComponent'],
		kind: 'invalid',
		title: 'The form has a field that no app can fill in, or that the process does not have',
		cure: 'Approval Process > Get Schema tells which. Suites (套件) of attendance, HR, finance, legal and travel can only be started in DingTalk',
	},
	{
		codes: ['componentIsNull'],
		kind: 'invalid',
		title: 'The form is empty',
		cure: 'Fill in at least one field',
	},
	{
		codes: ['targetSelectApproverMissing'],
		kind: 'invalid',
		title: 'A step of the flow wants whoever starts it to choose its approvers',
		cure: "Name them in 'Chosen Approvers'; Approval Process > Forecast tells the steps and who may be chosen",
	},
	{
		codes: ['targetSelectApproverScopeError'],
		kind: 'invalid',
		title: 'Somebody was chosen for a step who may not decide in it',
		cure: 'Approval Process > Forecast tells who may be chosen for each step',
	},
	{
		codes: ['forecastError'],
		kind: 'other',
		title: 'DingTalk cannot tell the flow of this form',
		cure: 'Check the values of the form, which decide about its steps, and that the process is switched on',
	},
	{
		codes: ['benefitStatusInvalid'],
		kind: 'scope',
		title: "This is part of DingTalk's paid edition of approvals (OA 高级版)",
		cure: 'The organisation needs that edition',
	},
	{
		codes: ['autoflowLikeTriggerRateLimited'],
		kind: 'rateLimited',
		title: 'Business rules of the process take no more approvals for now',
		cure: 'Nothing was started. Start fewer at once, or switch the business rules (业务规则) of the process off',
	},
	{
		codes: ['invalidAgentId'],
		kind: 'invalid',
		title: 'DingTalk does not know the Agent ID of the credential',
		cure: "Copy 'Agent ID' again from the app's page in the DingTalk developer console, or leave it empty",
	},
	{
		codes: ['aflowProcessGetFailed', 'processGroupGetFailed'],
		kind: 'busy',
		title: 'DingTalk could not read the approval processes',
		cure: 'Try again later',
	},
	{
		codes: [/^(?:space|scene|app|org)QuotaInsufficient$/],
		kind: 'quota',
		title: 'The storage of the organisation, or its part for approvals, is full',
		cure: 'Make room in DingTalk, or let the organisation buy more',
	},
	{
		codes: ['dentryUploadError', 'dentryStoreError', /^hsfIntegrationErrorCspace/],
		kind: 'busy',
		title: "DingTalk's storage did not take the file, or did not hand it out",
		cure: 'Try again later',
	},
	{
		codes: ['dentryNameIllegal'],
		kind: 'invalid',
		title: "DingTalk's storage does not take the name of the file",
		cure: 'Give it another file name, in the node that makes or reads it',
	},
];
