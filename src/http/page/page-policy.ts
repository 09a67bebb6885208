const self = ["'self'"];

/** What a page of ours may load and send: its own, and nothing in line. */
export const pagePolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: self,
    styleSrc: self,
    connectSrc: self,
    imgSrc: ["'self'", "data:"],
    formAction: self,
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};
