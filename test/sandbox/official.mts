// The official client and the two packages its own API hands out types of.
export * as calendar from '@alicloud/dingtalk/dist/calendar_1_0/client.js';
export * as card from '@alicloud/dingtalk/dist/card_1_0/client.js';
export * as contact from '@alicloud/dingtalk/dist/contact_1_0/client.js';
export * as gateway from '@alicloud/dingtalk/dist/gateway_1_0/client.js';
export * as im from '@alicloud/dingtalk/dist/im_1_0/client.js';
export * as notable from '@alicloud/dingtalk/dist/notable_1_0/client.js';
export * as oauth2 from '@alicloud/dingtalk/dist/oauth2_1_0/client.js';
export * as robot from '@alicloud/dingtalk/dist/robot_1_0/client.js';
export * as rooms from '@alicloud/dingtalk/dist/rooms_1_0/client.js';
export * as storage from '@alicloud/dingtalk/dist/storage_1_0/client.js';
export * as todo from '@alicloud/dingtalk/dist/todo_1_0/client.js';
export * as wiki from '@alicloud/dingtalk/dist/wiki_2_0/client.js';
export * as workflow from '@alicloud/dingtalk/dist/workflow_1_0/client.js';
export { Config } from '@alicloud/openapi-client';
export { RuntimeOptions } from '@alicloud/tea-util';
