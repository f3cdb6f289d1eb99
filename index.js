// n8n reads the node and credential classes listed under "n8n" in package.json; nothing is exported here.
module.exports = {};
