/** The WhatsApp library's puppeteer would download a browser at install. The system's Chromium is used instead. */
module.exports = { skipDownload: true };
