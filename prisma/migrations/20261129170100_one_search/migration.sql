-- Invoices are searched by the words of their contract. Without this index, the version before searches more slowly
DROP INDEX "subscriber_name_words";
