// What n8n-core's types name of other packages and nothing here uses: reading their types takes as long as reading ours.
declare const none: any;
export = none;
