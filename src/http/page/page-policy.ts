const self = ["'self'"];

/** The Content-Security-Policy of our pages: same origin only, nothing inline but `data:` images. */
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
