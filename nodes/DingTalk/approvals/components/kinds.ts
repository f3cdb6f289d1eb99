import type { FieldType } from 'n8n-workflow';

import type { Component, Draft, Reading } from './component';
import { readChoice, readChoices } from './choices';
import { EXAMPLES, finenessOf, readDate, readDateRange, readTimeAndLocation } from './dates';
import { readAttachments, readPhotos } from './files';
import { readDecimal, readRating } from './numbers';
import { readContacts, readDepartments, readRelated } from './references';
import { readAddress, readIdCard, readPhone, readPlainText } from './texts';

/** A kind of field that calls can fill in. Tables are made of these. */
interface Kind {
	/** In words. */
	name: string;
	/** Which input n8n's form has for it: none that changes what is typed. */
	input: FieldType;
	/** What it takes. */
	takes(component: Component): string;
	/** @throws InputError naming the field */
	read(value: unknown, reading: Reading): Draft;
}

const kind = (
	name: string,
	input: FieldType,
	read: Kind['read'],
	takes: string | Kind['takes'] = 'Text',
): Kind => ({ name, input, read, takes: typeof takes === 'string' ? () => takes : takes });

const BINARY = "Names of the item's binary fields, separated by commas";
const example = (component: Component) => EXAMPLES[finenessOf(component)];

/** @see DingTalk docs "补充参数说明" (componentType, value) */
const KINDS: Readonly<Record<string, Kind>> = {
	TextField: kind('Text', 'string', readPlainText),
	TextareaField: kind('Long text', 'string', readPlainText, 'Text, line breaks too'),
	NumberField: kind('Number', 'number', readDecimal, 'A number'),
	// As a number it would lose its digits, 10.50 among them.
	MoneyField: kind('Money', 'string', readDecimal, 'An amount such as 1500.50'),
	StarRatingField: kind('Rating', 'number', readRating, ({ limit = 5 }) => `1 to ${limit}`),
	DDSelectField: kind('Single choice', 'options', readChoice, 'One of its options'),
	DDMultiSelectField: kind('Multiple choice', 'string', readChoices, 'Some of its options'),
	DDDateField: kind('Date', 'dateTime', readDate, (own) => `A date such as ${example(own)}`),
	DDDateRangeField: kind(
		'Date range',
		'dateTime',
		readDateRange,
		(own) => `Start and end, such as ["${example(own)}", "…"]`,
	),
	TimeAndLocationField: kind(
		'Time and place',
		'object',
		readTimeAndLocation,
		'{"time", "longitude", "latitude", "address", "accuracy"}',
	),
	PhoneField: kind('Phone', 'string', readPhone, 'A phone number'),
	IdCardField: kind('Identity card', 'string', readIdCard, '18 digits, as text'),
	AddressField: kind('Address', 'string', readAddress, 'Province, city and district by commas'),
	InnerContactField: kind(
		'People',
		'string',
		readContacts,
		'userIds, mobile numbers or unionIds, separated by commas',
	),
	DepartmentField: kind('Departments', 'string', readDepartments, 'Department IDs by commas'),
	RelateField: kind('Related approvals', 'string', readRelated, 'IDs of approvals by commas'),
	DDPhotoField: kind('Photos', 'string', readPhotos, `${BINARY}, or addresses of pictures`),
	DDAttachment: kind('Attachments', 'string', readAttachments, BINARY),
};

/** Those that DingTalk fills in by itself: nobody has to, and nothing is amiss without a value. */
const AUTOMATIC: Readonly<Record<string, string>> = {
	TextNote: 'it is a note without a value',
	CalculateField: 'DingTalk works it out',
	FormulaField: 'DingTalk works it out',
	SeqNumberField: 'DingTalk numbers the approvals',
};

/** Those that only a person can fill in, in DingTalk. */
const BY_HAND: Readonly<Record<string, string>> = {
	SignatureField: 'a person signs in DingTalk',
	OcrTextField: 'a person takes the picture in DingTalk',
	OcrIdCardField: 'a person takes the picture in DingTalk',
	InvoiceField: 'invoices are chosen in DingTalk',
	RecipientAccountField: 'accounts are chosen in DingTalk',
	ExternalContactField: 'DingTalk documents no value for external contacts',
	FormRelateField: 'DingTalk documents no value for it',
	CascadeField: 'DingTalk documents no value for it',
	LinkageSelectField: 'DingTalk documents no value for it',
};

/** Leave, and everything else of attendance, HR, finance, legal and travel: the page of the call excludes them. */
const SUITE = /^(?:DDBizSuite|DDHolidayField)$|Suite$/;

export const TABLE = 'TableField';
export const RANGE = 'DDDateRangeField';
/** Arranges other fields, and has no value. That they stand in its `children` is [unverified]. */
export const LAYOUT = 'ColumnLayout';

export const isSuite = ({ type }: Component): boolean => SUITE.test(type);

/** How a field is filled in; undefined where calls cannot. */
export const kindOf = ({ type }: Component): Kind | undefined =>
	Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;

/** Why calls cannot fill a field in, and whether it needs nobody to; undefined where they can. */
export function obstacleIn(
	component: Component,
): { why: string; isAutomatic: boolean } | undefined {
	const { type } = component;
	if (type === TABLE || kindOf(component)) return undefined;
	if (Object.hasOwn(AUTOMATIC, type)) return { why: AUTOMATIC[type], isAutomatic: true };
	if (isSuite(component)) return { why: 'it is a suite (套件)', isAutomatic: false };
	const why = Object.hasOwn(BY_HAND, type) ? BY_HAND[type] : 'DingTalk documents no value for it';
	return { why, isAutomatic: false };
}
