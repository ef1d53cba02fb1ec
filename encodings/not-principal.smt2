;; NotPrincipal
;;
;; Everybody but those who are listed (IAM/reference_policies_elements_notprincipal); in practice with Deny.
;; Two differences to the complement of Principal: an account that is listed exempts its root user only (the
;; page's example lists a user with the user's account, and still denies the account's other users), and AWS
;; says that a caller whose account is not listed too "might" be denied. The latter is the assumption
;; `not-principal-needs-account`: `own-arn` (the default) exempts whoever is listed, `whole-chain` only those
;; whose account is listed as well.
;;
;; Encoded as the negation of a disjunction of tests on `principal`. Exact: a caller is one text, so "not
;; listed" is the complement.

(set-logic ALL)

;; policy all-but-ana, type resource
;;   [{"Principal": "*"},
;;    {"Effect": "Deny", "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:user/ana", "111122223333"]}}]
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of all-but-ana
;;   {"principal": "arn:aws:iam::111122223333:user/ana"} => true
;;   {"principal": "arn:aws:iam::111122223333:root"} => true
;;   {"principal": "arn:aws:iam::111122223333:user/bo"} => false
;;   {"principal": "arn:aws:iam::444455556666:user/ana"} => false
;;   {"principal": "*"} => false

;; policy ana, type resource
;;   {"Principal": {"AWS": "arn:aws:iam::111122223333:user/ana"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy account, type resource
;;   {"Principal": {"AWS": "111122223333"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law the-listed-pass: ana and not all-but-ana, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(define-fun term-1 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")))
(assert (and term-1 (not (or term-1 (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root"))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law nobody-of-another-account: all-but-ana and not account, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(define-fun term-1 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")))
(assert (and (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")) term-1) (not (or term-1 (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law the-account-alone-is-its-root-user: account and not all-but-ana, expect sat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const |principal segment 2| String)
(define-fun term-1 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")))
(assert (and (or term-1 (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))) (not (or term-1 (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy ana-alone, type resource
;;   [{"Principal": "*"},
;;    {"Effect": "Deny", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/ana"}}]
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy ana-alone-by-chain, type resource, under not-principal-needs-account=whole-chain, expect unsat
;;   [{"Principal": "*"},
;;    {"Effect": "Deny", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/ana"}}]
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")) (not (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; rows of ana-alone-by-chain
;;   {"principal": "arn:aws:iam::111122223333:user/ana"} => false
;;   {"principal": "*"} => false

;; law without-the-chain-ana-passes: ana and ana-alone, expect sat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")))
(set-info :status sat)
(check-sat)
(pop 1)
;; law with-it-nobody-does: ana-alone, under not-principal-needs-account=whole-chain, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")) (not (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law the-chain-only-narrows: all-but-ana and not (ana or account), under not-principal-needs-account=whole-chain, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(define-fun term-1 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "user/ana")))
(define-fun term-2 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")))
(define-fun term-3 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(define-fun term-4 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))))
(define-fun term-5 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))))
(define-fun term-6 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))))
(assert (and (or term-1 term-2) (or term-2 term-3 term-4 term-5 term-6 (not (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))) (not (or term-1 term-2 term-3 term-4 term-5 term-6))))
(set-info :status unsat)
(check-sat)
(pop 1)
