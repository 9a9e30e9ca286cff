"""What the rules of the grammar build, one file for each part of the grammar."""
