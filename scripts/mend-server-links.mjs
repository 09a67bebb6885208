// npm drops symbolic links from packages: those of the PostgreSQL that comes along are made while its folder can be written.
import { findNativeServer, mendLinks } from "../dist/database/embedded/native-server.js";

try {
  mendLinks(findNativeServer());
} catch (error) {
  // A platform that there is no package for brings its own database; the start says so.
  console.log(error.message);
}
