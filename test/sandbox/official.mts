// The official client and the two packages its own API hands out types of.
export * as contact from '@alicloud/dingtalk/dist/contact_1_0/client.js';
export * as im from '@alicloud/dingtalk/dist/im_1_0/client.js';
export * as oauth2 from '@alicloud/dingtalk/dist/oauth2_1_0/client.js';
export * as robot from '@alicloud/dingtalk/dist/robot_1_0/client.js';
export { Config } from '@alicloud/openapi-client';
export { RuntimeOptions } from '@alicloud/tea-util';
