// Restores the symbolic links of the bundled PostgreSQL, which npm drops from packages. Runs at installation, while the
// folder is writable.
import { findNativeServer, mendLinks } from "../dist/database/embedded/native-server.js";

try {
  mendLinks(findNativeServer());
} catch (error) {
  // Platforms without a package need their own database; the start command says so.
  console.log(error.message);
}
