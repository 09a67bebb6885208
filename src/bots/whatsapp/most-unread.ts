/** More unread messages than that in one chat are nobody's talk with a robot. */
export const mostUnread = 50;
