// Each part of this script works on the page as it stands: without it every link still leads where it says.
"use strict";
