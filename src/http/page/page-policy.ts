const self = ["'self'"];

/**
 * The Content-Security-Policy of our pages: everything comes from this server, and nothing is inline except images in
 * `data:` URLs.
 */
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
