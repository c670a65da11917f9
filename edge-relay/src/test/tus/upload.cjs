// Uploads a file as a device does, with tus-js-client. It ends itself without a word when so many
// octets have been acknowledged, and goes on where that was when it is called again.
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const told = JSON.parse(process.argv[2]);
const tus = createRequire(path.join(told.modules, "package.json"))("tus-js-client");
const pem = (name) => fs.readFileSync(path.join(told.keys, name));

const upload = new tus.Upload(fs.createReadStream(told.file), {
  endpoint: told.endpoint,
  metadata: { offer: told.offer },
  chunkSize: told.chunk,
  urlStorage: new tus.FileUrlStorage(told.urls),
  uploadDataDuringCreation: told.withCreation,
  overridePatchMethod: told.override,
  retryDelays: [0, 100, 200],
  httpStack: new tus.DefaultHttpStack({
    key: pem("tls.key"),
    cert: pem("tls.crt"),
    ca: pem("ca.crt"),
  }),
  onChunkComplete: (size, accepted) => {
    if (told.die > 0 && accepted >= told.die) process.exit(9);
  },
  onSuccess: () => {
    console.log(`uploaded to ${upload.url}`);
    process.exit(0);
  },
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
});
upload.findPreviousUploads().then((found) => {
  console.log(`resumes ${found.length}`);
  if (found.length) upload.resumeFromPreviousUpload(found[0]);
  upload.start();
});
